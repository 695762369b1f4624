import type { Entity } from '../../schema/model.ts'
import { DETECTORS_VERSION, redactText } from '../../schema/policy/detectors.ts'

/** A text that some readers see only as its copy after the detectors, by fields of its model. */
export interface RedactedCopy {
  readonly text: string
  readonly copy: string
  readonly version: string
}

type Data = Readonly<Record<string, unknown>>

/** The texts of an entity that have a copy beside them. */
export function redactedCopies({ columns }: Entity): readonly RedactedCopy[] {
  const fieldOf = (name: string): string => columns.find((column) => column.name === name)?.field ?? name
  return columns.flatMap(({ field, label }) => label.public || label.redacted === undefined ? [] : [{
    text: field, copy: fieldOf(label.redacted.column), version: fieldOf(label.redacted.versionColumn),
  }])
}

/** Whether writing these data makes copies anew. */
export function touchesCopies(copies: readonly RedactedCopy[], data: Data): boolean {
  return copies.some(({ text }) => data[text] !== undefined)
}

/**
 * The data with the copies that go with their texts. The copies of a row have one version, so those of texts that stay as they are
 * (`before`) are made anew too: an old copy would pass for one of today's detectors.
 */
export function withCopies(copies: readonly RedactedCopy[], data: Data, before: Data = {}): Data {
  if (!touchesCopies(copies, data)) return data
  const made = copies.flatMap(({ text, copy, version }) => {
    const value = data[text] === undefined ? before[text] : data[text]
    return [[copy, typeof value === 'string' ? redactText(value) : null], [version, DETECTORS_VERSION]] as const
  })
  return { ...data, ...Object.fromEntries(made) }
}
