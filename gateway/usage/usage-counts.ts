import type { Verdict } from '../sensitivity/verdict.ts'
import { coordinatesOf } from './coordinates-of.ts'

/** Who asked, as far as it is counted. */
export interface UsageBy {
  readonly brandId: string
  /** As `clientName` has it. */
  readonly client: string
  /** As `clearanceName` has it. */
  readonly clearance: string
}

/** How often one coordinate was asked for by some of those who asked. */
export interface UsageRow extends UsageBy {
  readonly coordinate: string
  readonly operations: number
  /** Of these: to whom it was withheld by the decision for the whole column. */
  readonly withheld: number
}

/** Counts since the last time they were taken away. */
export interface UsageCounts {
  /** Costs a request some lookups by identity; what an operation uses was worked out when it came first. */
  add(verdict: Verdict, by: UsageBy): void
  /** Everything that was counted, summed up; counting begins anew. */
  take(): readonly UsageRow[]
}

/** Names of programs that a brand can have; all others are one. */
const MOST_CLIENTS = 50
const OTHER = 'other'

/** Operations between two flushes, as an attacker could send them; more are not counted. */
const MOST_VERDICTS = 5000

interface Counted {
  readonly by: UsageBy
  operations: number
}

const withheldBy = ({ analysis: { uses }, isWithheld }: Verdict): ReadonlySet<string> =>
  new Set(uses.filter(({ group }) => isWithheld(group)).flatMap(({ group }) => group.targets.map(({ field }) => field)))

/** Counts in memory, by the identity of what was decided: that stands for the operation and for the class of its callers. */
export const usageCounts = (): UsageCounts => {
  let counted = new Map<Verdict, Map<string, Counted>>()
  const clients = new Map<string, Set<string>>()

  const clientOf = ({ brandId, client }: UsageBy): string => {
    const known = clients.get(brandId) ?? new Set<string>()
    clients.set(brandId, known)
    if (client === '' || known.has(client)) return client
    if (known.size >= MOST_CLIENTS) return OTHER
    known.add(client)
    return client
  }
  return {
    add(verdict, given) {
      if (!counted.has(verdict) && counted.size >= MOST_VERDICTS) return
      const ofVerdict = counted.get(verdict) ?? new Map<string, Counted>()
      counted.set(verdict, ofVerdict)
      const by = { ...given, client: clientOf(given) }
      const key = `${by.brandId} ${by.client} ${by.clearance}`
      const one = ofVerdict.get(key) ?? { by, operations: 0 }
      one.operations += 1
      ofVerdict.set(key, one)
    },
    take() {
      const taken = counted
      counted = new Map()
      const rows = new Map<string, UsageRow>()
      for (const [verdict, ofVerdict] of taken) {
        const withheld = withheldBy(verdict)
        for (const { by, operations } of ofVerdict.values()) {
          for (const coordinate of coordinatesOf(verdict.analysis)) {
            const row = { ...by, coordinate, operations, withheld: withheld.has(coordinate) ? operations : 0 }
            const key = `${by.brandId} ${coordinate} ${by.client} ${by.clearance}`
            const before = rows.get(key)
            rows.set(key, before ? { ...row, operations: before.operations + row.operations, withheld: before.withheld + row.withheld } : row)
          }
        }
      }
      return [...rows.values()]
    },
  }
}
