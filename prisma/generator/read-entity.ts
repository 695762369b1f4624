import type { Column, Entity } from '../../schema/model.ts'
import { annotationOf, annotationsOf } from './parse-annotations.ts'
import { readColumn } from './read-column.ts'
import { readIndexes } from './read-indexes.ts'
import { readMetrics } from './read-metrics.ts'
import { readOrderable } from './read-orderable.ts'
import { readOwnerPath } from './read-owner-path.ts'
import { readPersonal } from './read-personal.ts'
import { readReferences } from './read-references.ts'
import { readRelations } from './read-relations.ts'
import { readRootFields } from './read-root-fields.ts'
import { readRowCondition } from './read-row-condition.ts'
import { readScopes } from './read-scopes.ts'
import { readSubject } from './read-subject.ts'
import { readTransitions } from './read-transitions.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'
import { fieldOf } from './source.ts'

const KINDS: readonly Entity['kind'][] = ['DOMAIN', 'ADDED', 'INFRASTRUCTURE']

/** Tables count as beyond the seed unless they say otherwise. */
function readKind(model: SourceModel, { report }: Reading): Entity['kind'] {
  const written = annotationOf(model.documentation, 'table')?.bare[0] ?? 'ADDED'
  const kind = KINDS.find(known => known === written)
  if (kind === undefined) report('MALFORMED_ANNOTATION', model.name, `@table takes one of ${KINDS.join(', ')}.`)
  return kind ?? 'ADDED'
}

function readColumnList(model: SourceModel, key: 'erasable' | 'rewritable', { report }: Reading): readonly string[] {
  const names = annotationOf(model.documentation, 'appendOnly')?.named.get(key)?.split(' ').filter(name => name !== '') ?? []
  return names.map(name => {
    const column = fieldOf(model, name)?.column
    if (column === undefined) report('UNKNOWN_COLUMN', model.name, `${key}: ${name} is no field of ${model.name}.`)
    return column ?? name
  })
}

function readKeys(model: SourceModel, { report }: Reading): readonly string[] {
  const more = annotationsOf(model.documentation, 'key').flatMap(annotation => annotation.bare)
  for (const name of more) if (fieldOf(model, name) === undefined) report('UNKNOWN_COLUMN', model.name, `@key(${name}) is no field of ${model.name}.`)
  return fieldOf(model, 'id') ? ['id', ...more] : more
}

function readCatalog(model: SourceModel): Entity['catalog'] {
  const annotation = annotationOf(model.documentation, 'catalog')
  const [name] = annotation?.bare ?? []
  const [where, group] = ['where', 'group'].map(key => annotation?.named.get(key))
  return name === undefined ? undefined : { name, where, group }
}

/** One Prisma model as the rest of the product knows it. */
export function readEntity(model: SourceModel, reading: Reading): Entity {
  const { documentation, name: type, schema, table } = model
  if (documentation.description === '') reading.report('MISSING_DESCRIPTION', type, 'begin the doc comment of the model with a sentence for people.')
  const scopes = readScopes(model, reading)
  const indexes = readIndexes(model, reading)
  const orderable = readOrderable(indexes, scopes)
  const columns = model.fields.filter(field => field.kind !== 'object').map(field => readColumn(field, model, reading))
    .map((column): Column => ({ ...column, orderable: orderable.has(column.name) && !column.internal && !column.list }))
  return {
    type, module: schema, schema, table, description: documentation.description,
    kind: readKind(model, reading), exposed: annotationOf(documentation, 'internal') === undefined,
    ...readRootFields(model), catalog: readCatalog(model),
    appendOnly: annotationOf(documentation, 'appendOnly') !== undefined,
    erasable: readColumnList(model, 'erasable', reading), rewritable: readColumnList(model, 'rewritable', reading),
    transitions: readTransitions(model, reading), keys: readKeys(model, reading),
    columns, relations: readRelations(model, reading), references: readReferences(model, columns, reading), indexes, scopes,
    rowCondition: readRowCondition(model, reading), subject: readSubject(model, scopes, reading),
    organization: readOwnerPath('organization', model, scopes, reading),
    workspace: readOwnerPath('workspace', model, scopes, reading),
    personal: readPersonal(model, reading),
    metrics: readMetrics(model, reading),
  }
}
