import type { LogEntry } from '../read/logged-column.ts'

/** What one statement has revealed: leaves by entry of the plan, per subject or without one. */
export interface AccessTally {
  /** By subject: how many leaves of each entry were revealed. */
  readonly subjects: ReadonlyMap<string, readonly number[]>
  readonly counted: readonly number[]
}

/** Collects while an answer is decoded. */
export interface TallyKeeper extends AccessTally {
  add(entry: number, subject?: string): void
}

/** `entries`: how many entries the plan has. */
export function newTally(entries: number): TallyKeeper {
  const subjects = new Map<string, number[]>()
  const counted = newCounts(entries)
  const countsOf = (subject: string): number[] => {
    const known = subjects.get(subject)
    if (known) return known
    const counts = newCounts(entries)
    subjects.set(subject, counts)
    return counts
  }
  return {
    subjects,
    counted,
    add(entry, subject) {
      const counts = subject === undefined ? counted : countsOf(subject)
      counts[entry] = (counts[entry] ?? 0) + 1
    },
  }
}

/** How many leaves were revealed because somebody asked for their raw values. */
export function revealedOnRequest(entries: readonly LogEntry[], { subjects, counted }: AccessTally): number {
  const ofEntry = (index: number): number => [counted, ...subjects.values()].reduce((sum, counts) => sum + (counts[index] ?? 0), 0)
  return entries.reduce((sum, { reveal }, index) => reveal ? sum + ofEntry(index) : sum, 0)
}

function newCounts(entries: number): number[] {
  return new Array<number>(entries).fill(0)
}
