// Lints pieces of text as if they stood in files of the repository, with its real configuration.
// Standard input: JSON, a list of { file, code }. Standard output: JSON, the rules broken by each.
import { ESLint } from "eslint"
import { text } from "node:stream/consumers"
import tseslint from "typescript-eslint"

/** @type {{ file: string, code: string }[]} */
const snippets = JSON.parse(await text(process.stdin))
// Rules that need types would need the files to exist as they are given here.
const linter = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] })
const broken = []
for (const { file, code } of snippets) {
  const results = await linter.lintText(code, { filePath: file })
  broken.push(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))
}
process.stdout.write(JSON.stringify(broken))
