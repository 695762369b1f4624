import type { Label, MaskFormat, PiiCategory, SensitiveLabel, SensitivityLevel } from '../../schema/model.ts'
import { MASK_FORMATS, PII_CATEGORIES } from '../../schema/model.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationOf } from './parse-annotations.ts'
import type { Report } from './problem.ts'
import { readSubjectPath } from './read-subject.ts'
import type { Reading } from './reading.ts'
import type { SourceField, SourceModel } from './source.ts'
import { fieldOf } from './source.ts'

const CATASTROPHIC: readonly PiiCategory[] = ['GOVERNMENT_ID', 'PAYMENT_CARD', 'CREDENTIAL', 'HEALTH', 'FINANCIAL_ACCOUNT']
/** Every redacted sibling of a table shares this column: the version of the detectors that wrote it. */
const VERSION_FIELD = 'redactionVersion'
/** Stands in for a label that could not be read; generation has failed by then. */
const UNREADABLE: Label = { public: true }

const categoryNamed = (name: string | undefined): PiiCategory | undefined => PII_CATEGORIES.find(category => category === name)
const formatNamed = (name: string | undefined): MaskFormat | undefined => MASK_FORMATS.find(format => format === name)

function levelOf(category: PiiCategory): SensitivityLevel {
  if (category === 'FREE_TEXT') return 'PUBLIC'
  return CATASTROPHIC.includes(category) ? 'CATASTROPHIC' : 'PII'
}

function maskOfContact(column: string): MaskFormat {
  if (column.includes('email')) return 'EMAIL'
  if (column.includes('phone')) return 'PHONE'
  return /name|legal_entity/.test(column) ? 'NAME' : 'FIXED'
}

/** The mask of a column that names none; the category decides, for contacts the column's name. */
export function defaultMask(category: PiiCategory, { column, nativeType }: SourceField): MaskFormat {
  switch (category) {
    case 'CONTACT': return maskOfContact(column)
    case 'ONLINE_IDENTIFIER': return nativeType === 'Inet' ? 'IP' : 'FIXED'
    case 'GOVERNMENT_ID': return 'TAX_ID'
    case 'PAYMENT_CARD': return 'LAST4'
    case 'FREE_TEXT': return 'TEXT'
    case 'MIXED': return 'JSON'
    default: return 'FIXED'
  }
}

function readRedacted(annotation: Annotation, model: SourceModel, at: string, report: Report): SensitiveLabel['redacted'] {
  const name = annotation.named.get('redacted')
  if (name === undefined) return undefined
  const sibling = fieldOf(model, name)
  const version = fieldOf(model, VERSION_FIELD)
  if (sibling && version) return { column: sibling.column, versionColumn: version.column }
  report('UNKNOWN_COLUMN', at, `redacted: ${name} needs the columns ${name} and ${VERSION_FIELD} in ${model.name}.`)
  return undefined
}

function readFlag(annotation: Annotation, key: string, yes: string, at: string, report: Report): boolean {
  const value = annotation.named.get(key)
  if (value !== undefined && value !== yes) report('MALFORMED_ANNOTATION', at, `${key}: takes ${yes} or is left out, not ${value}.`)
  return value === yes
}

function readSensitive(annotation: Annotation, field: SourceField, model: SourceModel, reading: Reading): Label {
  const { report } = reading
  const at = `${model.name}.${field.name}`
  const category = categoryNamed(annotation.bare[0])
  const wantedMask = annotation.named.get('mask')
  if (category === undefined) report('MALFORMED_ANNOTATION', at, `${annotation.bare[0] ?? 'nothing'} is no category; one of ${PII_CATEGORIES.join(', ')}.`)
  if (wantedMask !== undefined && formatNamed(wantedMask) === undefined) report('MALFORMED_ANNOTATION', at, `mask: takes one of ${MASK_FORMATS.join(', ')}.`)
  if (category === undefined) return UNREADABLE
  const redacted = readRedacted(annotation, model, at, report)
  const subject = annotation.named.get('subject')
  return {
    public: false, level: levelOf(category), category, mask: formatNamed(wantedMask) ?? defaultMask(category, field),
    lookup: readFlag(annotation, 'lookup', 'true', at, report),
    pseudonym: readFlag(annotation, 'pseudonym', 'true', at, report),
    ownOrganization: readFlag(annotation, 'grant', 'ORG', at, report),
    redacted, subject: subject === undefined ? undefined : readSubjectPath(subject, model, at, reading),
  }
}

/** Exactly one of `@public` and `@pii`; a column without either never reaches a schema. */
export function readLabel(field: SourceField, model: SourceModel, reading: Reading): Label {
  const { report } = reading
  const at = `${model.name}.${field.name}`
  const open = annotationOf(field.documentation, 'public')
  const sensitive = annotationOf(field.documentation, 'pii')
  if (open && sensitive) report('CONTRADICTORY_CLASSIFICATION', at, 'carries @public and @pii; keep the one that is true.')
  if (sensitive) return readSensitive(sensitive, field, model, reading)
  if (open) return readFlag(open, 'scope', 'BRAND', at, report) ? { public: true, scope: 'BRAND' } : { public: true }
  report('UNCLASSIFIED_COLUMN', at, 'says neither @public nor @pii(CATEGORY); decide whose data it is.')
  return UNREADABLE
}
