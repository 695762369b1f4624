import { groupSql, type FigureTables } from './figure-tables.ts'

/** Events that each leave their subject in a state, as expressions over visible rows. */
export interface EventRows {
  /** Tables with their joins, and the condition on them. */
  readonly from: string
  readonly where: string
  readonly time: string
  /** Whose state it is, and what breaks ties of time among the events of one. Without a subject the value is what the event adds. */
  readonly subject?: string
  readonly order: string
  /** What the subject is worth from this event on. */
  readonly value: string
  /** Whether that state is counted at all; never null. */
  readonly kept: string
  readonly dimensions: readonly string[]
  /** Whom the subject belongs to; what is counted by heads counts these. */
  readonly unit?: string
}

/**
 * `changes`: each event beside the state before it (`pv`, `pk`, `pg`). `steps`: those that change something, the first of each subject among them,
 * with the moment at which the next one ends the state (`until`).
 */
export function stepTables({ from, where, time, subject = 'null', order, value, kept, dimensions, unit }: EventRows): FigureTables {
  return [
    ['events', `select ${time} as at, ${subject} as s, ${order} as o, ${value} as v, ${kept} as k, ${groupSql(dimensions)} as g${unit ? `, ${unit} as u` : ''}
from ${from} where ${where}`],
    ['changes', 'select *, lag(v) over w as pv, lag(k) over w as pk, lag(g) over w as pg from events window w as (partition by s order by at, o)'],
    ['steps', 'select *, lead(at) over (partition by s order by at, o) as until from changes where pk is null or (v, k, g) is distinct from (pv, pk, pg)'],
  ]
}

/** `flows`: what every step brings to its group, and takes from that of the state before; or just what every event adds. */
export function flowTables(rows: EventRows): FigureTables {
  const { from, where, time, subject, value, kept, dimensions } = rows
  if (subject === undefined) return [['flows', `select ${time} as at, ${groupSql(dimensions)} as g, ${value} as x from ${from} where ${where} and ${kept}`]]
  return [...stepTables(rows), ['flows', 'select steps.at, flow.g, flow.x from steps cross join lateral (values (k, g, v), (pk, pg, -pv)) flow (k, g, x) where flow.k']]
}
