import { Table, Text } from "@medusajs/ui"
import type {
  AdminPayByStatementCheck,
  AdminPayByStatementDifference,
} from "../../../api/admin/payby/contract"
import { useText } from "../../i18n/use-text"
import { useWord } from "../../i18n/use-word"
import { Amount } from "../plain/amount"
import { PlainNumber } from "../plain/copyable-number"
import { WordCell } from "../tables/word-cell"

/** The lines in which PayBy's statement and the books do not agree. */
export function Differences({ check }: { check: AdminPayByStatementCheck }) {
  const say = useText()
  const { differences, difference_count } = check
  return (
    <div className="overflow-x-auto">
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>{say("statement.what")}</Table.HeaderCell>
            <Table.HeaderCell>{say("field.number")}</Table.HeaderCell>
            <Table.HeaderCell>{say("statement.theirs")}</Table.HeaderCell>
            <Table.HeaderCell>{say("statement.ours")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {differences.map((difference) => (
            <Difference key={`${difference.kind} ${difference.number}`} difference={difference} />
          ))}
        </Table.Body>
      </Table>
      {(difference_count ?? 0) > differences.length && (
        <Text size="xsmall" className="text-ui-fg-subtle px-6 py-4">
          {say("statement.only_first", { count: differences.length })}
        </Text>
      )}
    </div>
  )
}

function Difference({ difference }: { difference: AdminPayByStatementDifference }) {
  const word = useWord()
  const { kind, number, theirs, ours, text } = difference
  return (
    <Table.Row>
      <Table.Cell className="whitespace-normal py-3">
        {word("statement.difference", kind, text)}
      </Table.Cell>
      <Table.Cell>
        <PlainNumber value={number} />
      </Table.Cell>
      <Table.Cell>
        {theirs === null ? <WordCell text={null} /> : <Amount money={theirs} />}
      </Table.Cell>
      <Table.Cell>{ours === null ? <WordCell text={null} /> : <Amount money={ours} />}</Table.Cell>
    </Table.Row>
  )
}
