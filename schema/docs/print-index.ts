import { exposedEntities } from '../sdl/exposed.ts'
import { anchorOf } from './anchor.ts'
import { code, counted, page, section, table } from './markdown.ts'
import type { DocumentedModule } from './module-docs.ts'
import { CROSS_CUTTING } from './print-overview.ts'
import { referencesBetween } from './references-between.ts'

const tablesOf = ({ metadata: { entities } }: DocumentedModule, kind: string): number => entities.filter(entity => entity.kind === kind).length

const mapOf = (modules: readonly DocumentedModule[]): string => {
  const domain = modules.filter(({ metadata }) => metadata.order < CROSS_CUTTING).map(({ metadata }) => metadata.name)
  const watching = modules.filter(({ metadata }) => metadata.order >= CROSS_CUTTING).map(({ metadata }) => metadata.name)
  return `${domain.join(' ← ')}\n\nEach domain module may hold ids of those before it, and of no others but for listed exceptions. Across all of them stand ${watching.join(' and ')}: they watch, and nothing depends on them.`
}

/** Columns that hold ids, for every pair of modules, with the tables that they name. */
const dependencyRows = (modules: readonly DocumentedModule[]): readonly (readonly string[])[] => {
  const references = referencesBetween(modules.map(({ metadata }) => metadata))
  const names = modules.map(({ metadata }) => metadata.name)
  return names.flatMap(provider => names.flatMap(consumer => {
    const between = references.filter(one => one.provider === provider && one.consumer === consumer)
    const keys = [...new Set(between.map(({ reference }) => `${provider}.${reference.target.table}.${reference.by}`))]
    return between.length === 0 ? [] : [[`[${provider}](${provider}/README.md)`, `[${consumer}](${consumer}/interfaces.md)`, keys.map(code).join(', '), String(between.length)]]
  }))
}

/** `docs/modules/README.md`: which modules there are, how they depend on each other, and which table is whose. */
export const printIndex = (modules: readonly DocumentedModule[]): string => {
  const tables = modules.flatMap(({ metadata }) => exposedEntities(metadata))
  return page([
    '# Modules',
    `${counted(modules.length, 'module')} with ${counted(tables.length, 'entity', 'entities')} in the graph. A module is a Postgres schema, a database role, a subgraph and one question that it answers; how they make one graph is in [architecture](../architecture.md), how to add one in [add a module](../add-a-module.md). The same facts with a search are at \`/catalog\` of a running gateway, and in the graph as \`catalog\` ([catalog](../catalog.md)).`,
    ...section('## Map', mapOf(modules)),
    ...section('## Directory', table(['module', 'kind', 'domain tables', 'added', 'question', 'pages'], modules.map(module => {
      const { metadata: { name, order }, question } = module
      return [code(name), order >= CROSS_CUTTING ? 'cross-cutting' : 'domain', String(tablesOf(module, 'DOMAIN')), String(tablesOf(module, 'ADDED')), question,
        `[overview](${name}/README.md), [model](${name}/model.md), [interfaces](${name}/interfaces.md)`]
    }))),
    ...section('## Dependencies', 'From whose rows are named to who names them, with the number of columns that do.', table(['provider', 'consumer', 'keys', 'columns'], dependencyRows(modules))),
    ...section('## Tables', ...modules.map(({ metadata }) => `### ${metadata.name}\n\n${table(['table', 'what it is'], exposedEntities(metadata).map(entity => [
      `[${entity.table}](${metadata.name}/model.md#${anchorOf(entity)})`, entity.description,
    ]))}`)),
  ])
}
