import type { Entity, ModuleMetadata } from '../../../schema/model.ts'
import type { Command } from './define-command.ts'
import type { EventDefinition } from './define-event.ts'

const NAME = /^[a-z][a-zA-Z0-9]*$/
const PERMISSION = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/
const EVENT = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.v[1-9][0-9]*$/

/** Throws where a declaration does not fit the model. All mistakes at once, so that a build shows them. */
export function checkCommands(commands: readonly Command[], metadata: ModuleMetadata): void {
  const mistakes = commandMistakes(commands, metadata)
  if (mistakes.length > 0) throw new Error([`The commands of ${metadata.name} are not in order:`, ...mistakes].join('\n  '))
}

/** What is wrong with the declarations, in words. */
export function commandMistakes(commands: readonly Command[], metadata: ModuleMetadata): readonly string[] {
  const names = commands.map(({ name }) => name)
  return [
    ...names.filter((name, place) => names.indexOf(name) !== place).map((name) => `${name} is declared twice.`),
    ...commands.flatMap((command) => [...ownMistakes(command, metadata), ...command.events.flatMap((event) => eventMistakes(event, metadata)).map((mistake) => `${command.name}: ${mistake}`)]),
  ]
}

function ownMistakes({ name, permission, besides = [], input, changes, at = [], entity, events }: Command, { entities, name: module }: ModuleMetadata): readonly string[] {
  const rows = Object.values(input).flatMap(({ row }) => row ?? [])
  const unknown = [entity, ...rows].filter((type) => !entities.some((candidate) => candidate.type === type))
  const members = [changes, ...at].filter((member) => member !== undefined && !(member in input))
  return [
    ...NAME.test(name) ? [] : ['is not named like voidInvoice.'],
    ...PERMISSION.test(permission) && permission.startsWith(`${module}.`) ? [] : [`needs a permission like ${module}.entity.action.`],
    ...unknown.map((type) => `names ${type}, which the module does not have.`),
    ...members.map((member) => `names the member ${member}, which its input does not have.`),
    ...changes !== undefined && input[changes]?.row === undefined && changes in input ? ['changes a row that its input does not name.'] : [],
    ...at.filter((member) => member in input && input[member]?.row === undefined).map((member) => `asks its permission at ${member}, which names no row.`),
    ...besides.filter((wanted) => !PERMISSION.test(wanted)).map((wanted) => `needs ${wanted} besides, which is no permission.`),
    ...events.length > 0 ? [] : ['tells nobody of anything: declare its events.'],
    ...Object.values(input).flatMap(({ writes }) => writes === undefined || hasColumn(entities, writes) ? [] : [`writes ${writes}, which the module does not have.`]),
  ].map((mistake) => `${name} ${mistake}`)
}

/** Whoever hears an event is not asked who they are: it names ids and public columns, and nothing that only some may read. */
function eventMistakes({ type, of, data, also = {} }: EventDefinition, { entities, name: module }: ModuleMetadata): readonly string[] {
  const entity = entities.find((candidate) => candidate.type === of)
  if (entity === undefined) return [`${type} happens to ${of}, which the module does not have.`]
  const hidden = data.filter((field) => !isPublic(entity, field))
  return [
    ...EVENT.test(type) && type.startsWith(`${module}.`) ? [] : [`${type} is not named like ${module}.aggregate.changed.v1.`],
    ...Object.values(also).filter((coordinate) => !entities.some((other) => coordinate.startsWith(`${other.type}.`) && isPublic(other, coordinate.slice(other.type.length + 1))))
      .map((coordinate) => `${type} tells ${coordinate}, which is not public.`),
    ...hidden.map((field) => `${type} tells ${of}.${field}, which is not public.`),
  ]
}

function isPublic({ columns }: Entity, field: string): boolean {
  const label = columns.find((column) => column.field === field)?.label
  return label?.public === true && label.scope === undefined
}

function hasColumn(entities: readonly Entity[], coordinate: string): boolean {
  const [type, field] = coordinate.split('.')
  return entities.some((entity) => entity.type === type && entity.columns.some((column) => column.field === field))
}
