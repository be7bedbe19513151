// Booting Medusa with all its migrations takes eight seconds alone, and minutes on a busy machine.
jest.setTimeout(480_000)
