/** The coffee pot. */
export function Dallah() {
  return (
    <svg className="dallah" viewBox="0 0 240 260" aria-hidden="true">
      <defs>
        <linearGradient id="brass" x1="0" x2="1">
          <stop offset="0" stopColor="#8a5a1c" />
          <stop offset=".45" stopColor="#f1c86a" />
          <stop offset="1" stopColor="#7c4d14" />
        </linearGradient>
      </defs>
      <path
        d="M178 92c34-8 46 20 40 56-5 32-20 54-44 60"
        fill="none"
        stroke="#7c4d14"
        strokeWidth="11"
        strokeLinecap="round"
      />
      <path d="M72 104C48 92 30 74 8 74c22 8 34 46 62 62z" fill="url(#brass)" />
      <path
        d="M92 84h60c4 24 34 44 34 92 0 30-20 54-64 54s-64-24-64-54c0-48 30-68 34-92z"
        fill="url(#brass)"
      />
      <path d="M84 84c4-30 22-40 38-56 16 16 34 26 38 56z" fill="url(#brass)" />
      <circle cx="122" cy="20" r="10" fill="#f1c86a" />
      <path d="M82 230h80l10 18H72z" fill="#7c4d14" />
      <path
        d="M64 150c20 10 96 10 116 0"
        fill="none"
        stroke="#7c4d14"
        strokeOpacity=".5"
        strokeWidth="3"
      />
    </svg>
  )
}
