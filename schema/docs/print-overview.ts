import type { Entity } from '../model.ts'
import { exposedEntities } from '../sdl/exposed.ts'
import { anchorOf } from './anchor.ts'
import { code, counted, page, section, table } from './markdown.ts'
import type { DocumentedModule } from './module-docs.ts'

/** Modules from this place on watch all others, and no module depends on them. */
export const CROSS_CUTTING = 90

const sensitiveOf = ({ columns }: Entity): string => {
  const categories = [...new Set(columns.flatMap(({ label }) => (label.public ? [] : [label.category])))]
  return categories.length === 0 ? '–' : categories.join(', ')
}

const kindOf = ({ metadata: { order } }: DocumentedModule): string =>
  (order >= CROSS_CUTTING ? 'It watches the other modules; none depends on it.' : 'A domain module.')

/** `docs/modules/<module>/README.md`: what the module answers, and where everything about it stands. */
export const printOverview = (module: DocumentedModule): string => {
  const { metadata, question, dependsOn, commands, metrics } = module
  const { name } = metadata
  const entities = exposedEntities(metadata)
  const hidden = metadata.entities.filter(({ exposed }) => !exposed)
  const depends = dependsOn.length === 0 ? 'It holds no id of another module.' : `It may hold ids of ${dependsOn.map(one => `[${one}](../${one}/README.md)`).join(', ')}.`
  return page([
    `# ${name}`, `**${question}**`,
    `${kindOf(module)} ${depends} It has ${counted(entities.length, 'entity', 'entities')} in the graph, ${counted(metrics.length, 'metric')} and ${counted(commands.length, 'command')}.`,
    ...section('## Quick links', [
      '- [Tables and fields](model.md)', '- [Interfaces with other modules](interfaces.md)', '- [All modules](../README.md)',
      `- Model: [prisma/schema/${name}.prisma](../../../prisma/schema/${name}.prisma)`, `- Contract: [schema/${name}.graphql](../../../schema/${name}.graphql)`,
      `- Behaviour: [subgraphs/${name}](../../../subgraphs/${name}/module.ts)`, '- In a running gateway: `/catalog`',
    ].join('\n')),
    ...section('## Tables', table(['table', 'entity', 'what it is', 'sensitive'], entities.map(entity => [
      code(entity.table), `[${entity.type}](model.md#${anchorOf(entity)})`, entity.description, sensitiveOf(entity),
    ])), hidden.length === 0 ? '' : `Not in the graph: ${hidden.map(entity => code(entity.table)).join(', ')}.`),
    ...section('## Metrics', table(['metric', 'what it counts', 'how'], metrics.map(metric => [code(metric.name), metric.definition, code(metric.formula)]))),
    ...section('## Commands', table(['command', 'what it does', 'permission'], commands.map(command => [code(command.name), command.description, code(command.permission)]))),
  ])
}
