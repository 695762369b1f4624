import type { RequestScope } from '../gateway-context.ts'
import type { FieldReport, Verdict } from '../sensitivity/verdict.ts'

const known = new WeakMap<Verdict, boolean>()

/** Actions of which no access log knows anything. */
const isQuiet = ({ action }: FieldReport): boolean => action === 'MASK' || action === 'PSEUDONYM' || action === 'REDACT' || action === 'REFUSE'

const isQuietVerdict = ({ analysis: { operation, uses, reveals }, fields }: Verdict): boolean => operation.operation === 'query'
  && reveals.length === 0 && fields.every(isQuiet) && fields.length === uses.reduce((sum, { group }) => sum + group.targets.length, 0)

/**
 * Whether the fetches of a request may be sent again when it is not known what became of them: it changes nothing, and shows nobody
 * a raw value, which would stand in the access log twice. Raw values, tickets, lookups, emergency access and work in somebody else's name are left alone.
 */
export const isRepeatable = ({ verdict, facts, lookups = 0 }: RequestScope): boolean => {
  const { principal: { kind, breakGlass, onBehalfOf }, reveals, budgets, ticket } = facts
  if (!verdict || lookups > 0 || reveals || budgets || ticket || breakGlass || onBehalfOf || kind === 'SERVICE_ACCOUNT') return false
  const isQuietOne = known.get(verdict) ?? isQuietVerdict(verdict)
  known.set(verdict, isQuietOne)
  return isQuietOne
}
