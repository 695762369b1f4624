import { Kind, type DocumentNode } from 'graphql'
import { SENSITIVITY_LEVELS, type MaskFormat } from '../model.ts'
import { inputTypes, outputFields } from '../lint/contract.ts'
import { isSensitive } from '../lint/sensitive-coordinates.ts'
import { labelsOf, type Labels, type SdlLabel } from '../sdl/read-labels.ts'
import type { CheckFinding } from './check-finding.ts'

/** What each mask lets through, from nothing to most; a change to one that is not stronger shows more. */
const MASK_SHOWS: Readonly<Record<MaskFormat, number>> = { FIXED: 0, JSON: 1, TEXT: 1, LAST4: 1, TAX_ID: 2, PHONE: 2, NAME: 2, IP: 3, EMAIL: 3 }

/** Labels of fields that became weaker: less harm said, another category, a mask that shows more, a use that was not allowed, no null any more. */
export const labelChanges = (before: DocumentNode, after: DocumentNode): readonly CheckFinding[] => {
  const [old, now] = [labelsOf(before), labelsOf(after)]
  const fields = fieldsOf(after)
  const kept = [...old].filter(([coordinate, label]) => isSensitive(label) && fields.has(coordinate))
  return [
    ...kept.flatMap(([coordinate, label]) => compare(coordinate, label, now.get(coordinate))),
    ...nonNull(now, fields),
  ]
}

const finding = (change: string, at: string, message: string): CheckFinding => ({ kind: 'PRIVACY', change, at, message })

const compare = (at: string, old: SdlLabel, now: SdlLabel | undefined): readonly CheckFinding[] => {
  if (!isSensitive(now) || now === undefined) return [finding('LABEL_REMOVED', at, `${at} was ${old.category ?? old.level} and is public now.`)]
  return [
    ...(SENSITIVITY_LEVELS.indexOf(now.level) < SENSITIVITY_LEVELS.indexOf(old.level) ? [finding('LABEL_LOWERED', at, `${at} was ${old.level} and is ${now.level} now.`)] : []),
    ...(now.category === old.category ? [] : [finding('CATEGORY_CHANGED', at, `${at} was ${old.category ?? 'of no category'} and is ${now.category ?? 'of none'} now: others may see it.`)]),
    ...(now.mask !== old.mask && MASK_SHOWS[now.mask] >= MASK_SHOWS[old.mask] ? [finding('MASK_WEAKENED', at, `${at} was masked as ${old.mask} and is as ${now.mask} now, which does not show less.`)] : []),
    ...(now.lookup && !old.lookup ? [finding('LOOKUP_ALLOWED', at, `${at} may be looked up now by values that one was told.`)] : []),
    ...(now.pseudonym && !old.pseudonym ? [finding('PSEUDONYM_ALLOWED', at, `${at} has pseudonyms now where it was null.`)] : []),
    ...(now.subject !== old.subject ? [finding('SUBJECT_CHANGED', at, `${at} was about ${old.subject ?? 'nobody'} and is about ${now.subject ?? 'nobody'} now: it is somebody else's own.`)] : []),
  ]
}

/** Types of the fields, whether they can be null. */
const fieldsOf = (document: DocumentNode): ReadonlyMap<string, boolean> => new Map([
  ...outputFields(document).map(({ coordinate, field }) => [coordinate, field.type.kind === Kind.NON_NULL_TYPE] as const),
  ...inputTypes(document).flatMap(input => (input.fields ?? []).map(field => [`${input.name.value}.${field.name.value}`, false] as const)),
])

const nonNull = (labels: Labels, fields: ReadonlyMap<string, boolean>): readonly CheckFinding[] =>
  [...fields].filter(([coordinate, isNonNull]) => isNonNull && isSensitive(labels.get(coordinate)) && !(labels.get(coordinate)?.reads ?? []).some(read => read !== coordinate))
    .map(([coordinate]) => finding('SENSITIVE_NON_NULL', coordinate, `${coordinate} is sensitive and can be no null: withholding it takes the whole row away.`))
