import type { Column } from '../../schema/model.ts'
import { annotationOf } from './parse-annotations.ts'
import { readLabel } from './read-label.ts'
import { readWireType } from './read-wire-type.ts'
import type { Reading } from './reading.ts'
import type { SourceField, SourceModel } from './source.ts'

function readEnumName(field: SourceField): string | undefined {
  const annotation = annotationOf(field.documentation, 'enum')
  return annotation && [...annotation.named.keys(), ...annotation.bare][0]
}

/** A scalar field; whether it can be ordered by is decided later, from the indexes. */
export function readColumn(field: SourceField, model: SourceModel, reading: Reading): Column {
  const { report } = reading
  const at = `${model.name}.${field.name}`
  const { description } = field.documentation
  const type = readWireType(field)
  const enumName = readEnumName(field)
  if (field.kind === 'enum') report('ENUM_NOT_TEXT', at, `${field.type} is an enum type of Postgres, which never uses an index under row security; write String with @enum(${field.type}: …).`)
  else if (type === undefined) report('UNKNOWN_TYPE', at, `${field.type}${field.nativeType ? ` @db.${field.nativeType}` : ''} has no wire type; see the table in read-wire-type.ts.`)
  if (enumName !== undefined && type !== undefined && type.pgType !== 'text') report('ENUM_NOT_TEXT', at, 'an @enum column is a String (text with a CHECK); other types never use an index under row security.')
  if (description === '') report('MISSING_DESCRIPTION', at, 'begin the doc comment with a sentence for people.')
  return {
    name: field.column, field: field.name, description, pgType: type?.pgType ?? 'text', list: field.list, nullable: !field.required,
    wire: type?.wire ?? 'String',
    ...(enumName !== undefined && { enum: enumName }),
    internal: annotationOf(field.documentation, 'internal') !== undefined,
    readOnly: annotationOf(field.documentation, 'readonly') !== undefined,
    hasDefault: field.hasDefault,
    label: readLabel(field, model, reading),
    orderable: false,
  }
}
