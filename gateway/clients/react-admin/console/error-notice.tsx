import { rowOf, textOf } from '../provider/json.ts'

const factsOf = (failure: unknown): string => {
  const { code, coordinate, rule } = rowOf(rowOf(failure).body)
  return [code, coordinate, rule].map(textOf).filter(fact => fact !== '').join(' · ')
}

/** What went wrong, as the graph says it: what to do, and the code. */
export const ErrorNotice = ({ failure }: { readonly failure: unknown }) => (
  <p className="notice" role="alert">
    <span>{failure instanceof Error ? failure.message : 'Something failed.'}</span>
    <code>{factsOf(failure)}</code>
  </p>
)
