import { code, page, section, table } from './markdown.ts'
import type { DocumentedModule } from './module-docs.ts'
import { referencesBetween, type HeldReference } from './references-between.ts'

const heldRow = ({ provider, entity, reference }: HeldReference): readonly string[] => [
  code(`${entity.table}.${reference.column}`), code(`${provider}.${reference.target.table}`), reference.exposed ? code(`${entity.type}.${reference.field}`) : 'not in the graph',
  reference.reverse === undefined ? '–' : code(`${reference.target.type}.${reference.reverse}`), reference.description,
]

/** Who holds ids of the module: one row for each of its keys and each module that does. */
const takenRows = (references: readonly HeldReference[]): readonly (readonly string[])[] => {
  const groups = new Map<string, HeldReference[]>()
  for (const held of references) {
    const key = `${held.reference.target.table}.${held.reference.by} ${held.consumer}`
    groups.set(key, [...groups.get(key) ?? [], held])
  }
  return [...groups].map(([key, held]) => {
    const [name = '', consumer = ''] = key.split(' ')
    const gives = held.flatMap(({ reference: { target, reverse } }) => (reverse === undefined ? [] : [code(`${target.type}.${reverse}`)]))
    return [code(name), `[${consumer}](../${consumer}/interfaces.md)`, held.map(({ entity, reference }) => code(`${entity.table}.${reference.column}`)).join(', '), gives.join(', ') || '–']
  })
}

interface Written {
  readonly type: string
  readonly owner: string
  readonly field: string
  readonly module: string
  readonly description: string
}

const writtenBetween = (modules: readonly DocumentedModule[]): readonly Written[] => modules.flatMap(({ metadata, fields }) =>
  metadata.entities.flatMap(({ type }) => (fields.get(type) ?? []).filter(({ module }) => module !== metadata.name)
    .map(({ field, module, description }) => ({ type, owner: metadata.name, field, module, description }))))

const eventRows = ({ commands }: DocumentedModule): readonly (readonly string[])[] => {
  const events = new Map(commands.flatMap(command => command.events).map(event => [event.type, event]))
  return [...events.values()].map(({ type, of, data }) => [
    code(type), of, data.map(code).join(', ') || '–', commands.filter(command => command.events.some(event => event.type === type)).map(({ name }) => code(name)).join(', '),
  ])
}

/** Whether a pattern of types, in which `*` stands for one word, means a type. */
const means = (pattern: string, type: string): boolean => {
  const [wanted, given] = [pattern.split('.'), type.split('.')]
  return wanted.length === given.length && wanted.every((word, at) => word === '*' || word === given[at])
}

const takenEventRows = ({ takes }: DocumentedModule, modules: readonly DocumentedModule[]): readonly (readonly string[])[] => [...new Set(takes)].map(pattern => {
  const senders = modules.filter(({ commands }) => commands.some(({ events }) => events.some(({ type }) => means(pattern, type)))).map(({ metadata }) => metadata.name)
  return [code(pattern), senders.length === 0 ? 'no command yet' : senders.map(name => `[${name}](../${name}/interfaces.md)`).join(', ')]
})

/** `docs/modules/<module>/interfaces.md`: what the module takes from others, gives to them, and tells. */
export const printInterfaces = (module: DocumentedModule, modules: readonly DocumentedModule[]): string => {
  const { metadata: { name }, commands } = module
  const references = referencesBetween(modules.map(({ metadata }) => metadata))
  const written = writtenBetween(modules)
  return page([
    `# ${name}: interfaces with other modules`,
    'Modules meet in the graph and nowhere else: an id of another module is a column without a foreign key, a field of the graph leads from it to the row, and the row is shown by its owner as the caller may see it. Events carry ids and public columns.',
    ...references.some(({ consumer, provider }) => consumer === name || provider === name) ? [] : ['It holds no id of another module, and no other module holds one of its.'],
    ...section('## References that it holds', table(['column', 'names a row of', 'field', 'gives back', 'meaning'], references.filter(({ consumer }) => consumer === name).map(heldRow))),
    ...section('## Fields that it adds to entities of others', table(['field', 'owner of the entity', 'meaning'], written.filter(one => one.module === name)
      .map(({ type, field, owner, description }) => [code(`${type}.${field}`), `[${owner}](../${owner}/interfaces.md)`, description]))),
    ...section('## Who holds its ids', table(['key', 'module', 'columns', 'gives'], takenRows(references.filter(({ provider }) => provider === name)))),
    ...section('## Fields that others add to its entities', table(['field', 'module', 'meaning'], written.filter(({ owner }) => owner === name)
      .map(({ type, field, module: by, description }) => [code(`${type}.${field}`), `[${by}](../${by}/interfaces.md)`, description]))),
    ...section('## Commands', table(['command', 'changes', 'permission', 'what it does'], commands.map(command => [code(command.name), command.entity, code(command.permission), command.description]))),
    ...section('## Events that it sends', table(['event', 'about', 'with', 'after'], eventRows(module))),
    ...section('## Events that it takes', table(['event', 'from'], takenEventRows(module, modules))),
  ])
}
