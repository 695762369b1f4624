import { entityName } from '../catalog/entity-name.ts'
import type { Column, Entity, Scope } from '../model.ts'
import { outputType } from '../sdl/object-type.ts'
import { code, page, section, table } from './markdown.ts'
import type { DocumentedModule } from './module-docs.ts'

const sensitivityOf = ({ label }: Column): string => {
  if (label.public) return label.scope === undefined ? 'public' : 'public, for readers of the whole brand'
  return `${label.level === 'PUBLIC' ? 'governed' : label.level}: ${label.category}, mask ${label.mask}`
}

const scopeText = ({ kind, path, column, permission, where }: Scope): string => {
  const by = kind === 'BRAND' ? 'whole brand' : `${kind.toLowerCase()} by ${[...path, column ?? ''].filter(part => part !== '').map(code).join('.')}`
  const held = permission === undefined ? (kind === 'BRAND' ? ', everybody' : ', one\'s own') : `, with ${code(permission)}`
  return `${by}${held}${where === undefined ? '' : `, where ${code(`${where.column} = ${String(where.equals)}`)}`}`
}

const typeOf = ({ pgType, list, nullable }: Column): string => `${pgType}${list ? '[]' : ''}${nullable ? ', null' : ''}`

const columnRow = (entity: Entity, column: Column): readonly string[] => [
  code(column.name), column.internal ? 'not in the graph' : `${code(column.field)} ${code(outputType(column))}`, typeOf(column), sensitivityOf(column),
  `${column.description}${column.field === entity.keys[0] ? ' **Identity.**' : ''}`,
]

const states = ({ transitions }: Entity): string => {
  const steps = transitions.map(step => step.split('>'))
  const names = [...new Set(steps.flat())]
  return names.map(name => {
    const next = steps.filter(([from]) => from === name).map(([, to = '']) => code(to))
    return `- ${code(name)} ${next.length === 0 ? 'is the end' : `→ ${next.join(', ')}`}`
  }).join('\n')
}

const keysOf = ({ indexes }: Entity): string => {
  const unique = indexes.filter(index => index.unique).map(({ columns, where }) => `${code(columns.join(', '))}${where === undefined ? '' : ` where ${code(where)}`}`)
  return unique.length === 0 ? '' : `Unique: ${unique.join('; ')}.`
}

const entityParts = (entity: Entity, { metrics }: DocumentedModule): readonly string[] => [
  `## ${entity.type}`, entity.description,
  `Table ${code(`${entity.schema}.${entity.table}`)}, in the catalog ${code(entityName(entity))}${entity.catalog?.where === undefined ? '' : ` where ${code(entity.catalog.where)}`}${entity.appendOnly ? ', append-only' : ''}. ${entity.scopes.length === 0 ? 'Read by nobody through the graph.' : `Rows are read by: ${entity.scopes.map(scopeText).join('; ')}.`}`,
  table(['column', 'field', 'type', 'sensitivity', 'what it holds'], entity.columns.map(column => columnRow(entity, column))),
  keysOf(entity),
  ...section('### States', states(entity)),
  ...section('### Metrics', metrics.filter(metric => metric.entity === entity.type).map(({ name, definition }) => `- ${code(name)}: ${definition}`).join('\n')),
].filter(part => part !== '')

/** `docs/modules/<module>/model.md`: every table with its fields, their sensitivity and the states of its rows. */
export const printModel = (module: DocumentedModule): string => page([
  `# ${module.metadata.name}: tables and fields`,
  'Sensitivity is what `schema/policy` decides by; what a label means is in [sensitivity](../../sensitivity.md). Every row has its tenant in `brand_id`, and is shown to nobody of another one.',
  ...module.metadata.entities.filter(({ kind }) => kind !== 'INFRASTRUCTURE').flatMap(entity => entityParts(entity, module)),
])
