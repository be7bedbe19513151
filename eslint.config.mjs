import eslint from "@eslint/js"
import importX, { createNodeResolver } from "eslint-plugin-import-x"
import tseslint from "typescript-eslint"
import { forbiddenImports } from "./scripts/lint/import-directions.mjs"

const tests = [
  "**/*.test.ts",
  "**/*.test.tsx",
  "**/*.test-support.ts",
  "integration-tests/**",
  "bench/**",
]

/** Files that Medusa, jest or a tool loads by their default export. */
const loadedByDefault = [
  "src/**/index.ts",
  "src/api/**",
  "src/subscribers/**",
  "src/jobs/**",
  "src/modules/*/loaders/**",
  "src/workflows/**",
  "src/scripts/**",
  "src/links/**",
  "bench/peers/**",
  "src/admin/**",
  "scripts/**/*.config.mjs",
  "*.{js,mjs,ts}",
]

export default tseslint.config(
  { ignores: ["node_modules/", ".medusa/", ".cache/", "coverage/", "src/**/migrations/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.check.json", "./tsconfig.browser.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] }),
      ],
    },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        // `typeof import()` is how a module that is required late gets its type.
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // An async function may be what an interface asks for.
      "@typescript-eslint/require-await": "off",
      // Interfaces are written with methods and implemented with closures, which have no `this`.
      "@typescript-eslint/unbound-method": "off",
      // What was caught may be thrown on.
      "@typescript-eslint/only-throw-error": "off",
      "no-throw-literal": "error",
      // What `JSON.parse` and the database answer gets its type where it is assigned.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "import-x/no-restricted-paths": ["error", { zones: forbiddenImports({ tests: false }) }],
      "import-x/no-duplicates": ["error", { considerQueryString: false }],
      "import-x/no-self-import": "error",
      "import-x/no-default-export": "error",
      "import-x/no-extraneous-dependencies": [
        "error",
        { devDependencies: [...tests, "scripts/**", "example/**", "*.{js,mjs,ts}"] },
      ],
    },
  },
  { files: loadedByDefault, rules: { "import-x/no-default-export": "off" } },
  {
    // The package may use at run time only what it declares; peers are the merchant's Medusa.
    files: ["src/**"],
    ignores: [...tests, "src/admin/**"],
    rules: {
      "import-x/no-extraneous-dependencies": ["error", { devDependencies: false }],
    },
  },
  {
    files: tests,
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: forbiddenImports({ tests: true }) }],
      // Tests look into answers without a schema, and show things that have no text of their own.
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-base-to-string": "off",
    },
  },
  {
    // Browsers have neither Node nor the server's code.
    files: ["src/storefront/**"],
    ignores: tests,
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"] }, { group: ["**/api/**"], allowTypeImports: true }] },
      ],
    },
  },
  {
    // The one place where a text becomes an order number.
    files: ["src/gateway/order-number.ts"],
    rules: { "@typescript-eslint/consistent-type-assertions": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs", "src/admin/**"],
    extends: [tseslint.configs.disableTypeChecked],
    // The compiler checks these, too, and knows what Node and the browser provide.
    rules: { "no-undef": "off" },
  },
  { files: ["**/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
)
