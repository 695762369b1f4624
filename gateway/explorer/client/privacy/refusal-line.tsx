import type { Refusal } from '../read-answer.ts'

/** Why a request was turned down. */
export const RefusalLine = ({ code, coordinate, rule, message }: Refusal) => (
  <p className="veil-refusal">
    <span className="veil-action" data-action="REFUSE">{code}</span> <code>{coordinate}</code> {message}
    {rule === undefined ? '' : <span className="veil-quiet"> rule {rule}</span>}
  </p>
)
