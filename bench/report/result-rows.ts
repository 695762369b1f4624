import type { ArmName } from '../arms/arm.ts'
import type { CaseResult, Measurement } from '../measure.ts'
import { spreadOf } from './spread.ts'
import type { Spread } from './spread.ts'

export const HEADINGS = ['case', 'server', 'requests/s', '(min–max)', '× limit', '(min–max)', 'CPU ms/request', '× limit', 'median ms', 'p99 ms'] as const

/** A line of the table for each arm. Ratios are taken round by round, between turns that were next to each other. */
export function resultRows({ asked, rounds }: CaseResult): readonly (readonly string[])[] {
  const names = [...rounds[0]?.arms.keys() ?? []]
  return names.map((name) => {
    const of = (value: (measurement: Measurement) => number): Spread => spreadOf(rounds.flatMap(({ arms }) => valuesOf(arms, name, value)))
    const against = (value: (measurement: Measurement) => number): Spread => spreadOf(rounds.flatMap(({ arms }) => ratioOf(arms, name, value)))
    const [speed, ratio, cpu] = [of(({ perSecond }) => perSecond), against(({ perSecond }) => perSecond), of(({ cpuMsPerRequest }) => cpuMsPerRequest)]
    return [
      asked.name, name,
      speed.median.toFixed(0), range(speed, 0),
      ratio.median.toFixed(3), range(ratio, 3),
      cpu.median.toFixed(3), against(({ cpuMsPerRequest }) => cpuMsPerRequest).median.toFixed(2),
      of(({ medianMs }) => medianMs).median.toFixed(2), of(({ p99Ms }) => p99Ms).median.toFixed(2),
    ]
  })
}

type Arms = ReadonlyMap<ArmName, Measurement>

function valuesOf(arms: Arms, name: ArmName, value: (measurement: Measurement) => number): readonly number[] {
  const measurement = arms.get(name)
  return measurement ? [value(measurement)] : []
}

function ratioOf(arms: Arms, name: ArmName, value: (measurement: Measurement) => number): readonly number[] {
  const [own] = valuesOf(arms, name, value)
  const [limit] = valuesOf(arms, 'limit', value)
  return own === undefined || limit === undefined ? [] : [own / limit]
}

function range({ least, most }: Spread, digits: number): string {
  return `${least.toFixed(digits)}–${most.toFixed(digits)}`
}
