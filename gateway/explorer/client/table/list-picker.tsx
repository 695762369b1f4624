import type { ResultList } from './result-list.ts'

interface ListPickerProps {
  readonly lists: readonly ResultList[]
  readonly chosen: ResultList
  onChoose(path: string): void
}

/** Chooses one list of an answer that has several; says what the only one is. */
export const ListPicker = ({ lists, chosen, onChoose }: ListPickerProps) => (
  <span className="veil-picker">
    {lists.length === 1
      ? <code>{chosen.path}</code>
      : <label>List <select value={chosen.path} onChange={event => onChoose(event.target.value)}>{lists.map(({ path }) => <option key={path}>{path}</option>)}</select></label>}
    <span className="veil-quiet"> {chosen.rows.length === 1 ? '1 row' : `${chosen.rows.length} rows`}</span>
  </span>
)
