import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType, isObjectType } from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLInputType, GraphQLObjectType } from 'graphql'
import { modules } from '../../../schema/metadata/index.ts'
import { acrossNames } from '../../../schema/catalog/across-dimensions.ts'
import type { Entity, Metric } from '../../../schema/model.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import { pick, type Makings } from './makings.ts'
import type { Literal, Node } from './operation.ts'
import { filterOf } from './random-filter.ts'

/** A metric with the entity whose filter it takes. */
interface Measured {
  readonly entity: Entity
  readonly metric: Metric
}

const MEASURED: ReadonlyMap<string, Measured> = new Map(modules.flatMap(({ entities }) => entities.flatMap((entity) => (entity.metrics ?? []).map((metric) => [metricField(metric), { entity, metric }] as const))))

const ENTITIES: ReadonlyMap<string, Entity> = new Map(modules.flatMap(({ entities }) => entities.map((entity) => [entity.type, entity] as const)))
const ACROSS = [...MEASURED.values()].map((measured) => ({ ...measured, dimensions: acrossNames(measured.metric, measured.entity, ENTITIES) })).filter(({ dimensions }) => dimensions.length > 0)

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC']
const MOMENTS = ['2025-01-01T00:00:00.000Z', '2025-06-30T22:00:00.000Z', '2025-11-02T05:30:00.000Z', '2026-01-01T00:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-05-31T22:00:00.000Z', '2026-07-01T00:00:00.000Z']
const AMOUNTS = ['0', '1', '3', '50.5', '1000', '250000']

/** Some figures below `metrics`, with every argument that the schema offers. Metrics of rows that the person sees come more often. */
export function metricOperation(makings: Makings, alias: string): Node | undefined {
  const across = makings.schema.getQueryType()?.getFields()['metricAcross']
  if (across && makings.random() < 0.2) return acrossNode(makings, across, alias)
  const type = makings.schema.getType('Metrics')
  if (!isObjectType(type)) return undefined
  const fields = [0, 1].flatMap((place) => (place === 0 || makings.random() < 0.3 ? figureNode(makings, type, `f${place}`) ?? [] : []))
  return fields.length === 0 ? undefined : { name: 'metrics', alias, args: {}, types: {}, fields }
}

/** A figure by what another module knows. */
function acrossNode(makings: Makings, field: GraphQLField<unknown, unknown>, alias: string): Node | undefined {
  const { random, seen } = makings
  const near = ACROSS.filter(({ entity }) => seen.includes(entity))
  const measured = pick(makings, near.length > 0 && random() < 0.8 ? near : ACROSS)
  if (measured === undefined) return undefined
  const draw = (): Readonly<Record<string, Literal>> => {
    const { metric, dimensions } = measured
    const own = random() < 0.3 ? pick(makings, metric.dimensions) : undefined
    const groups = [...new Set([metric.currency, own?.name].filter((name) => name !== undefined))].map((name) => name.toUpperCase())
    const grain = random() < 0.5 ? pick(makings, metric.grains) : undefined
    return { metric: metric.name, dimensions: [...new Set([pick(makings, dimensions) ?? '', pick(makings, dimensions) ?? ''])], groupBy: groups, ...(grain && { grain: { word: grain } }) }
  }
  return { name: field.name, alias, args: draw(), types: Object.fromEntries(field.args.map((argument) => [argument.name, String(argument.type)])), fields: selectionOf(field, movesWithTime(measured.metric)), redraw: draw }
}

function figureNode(makings: Makings, type: GraphQLObjectType, alias: string): Node | undefined {
  const { random, seen } = makings
  const all = Object.values(type.getFields())
  const near = all.filter(({ name }) => seen.some((entity) => entity === MEASURED.get(name)?.entity))
  const field = pick(makings, near.length > 0 && random() < 0.8 ? near : all)
  const measured = field && MEASURED.get(field.name)
  if (field === undefined || measured === undefined) return undefined
  const draw = (): Readonly<Record<string, Literal>> => argumentsOf(makings, field, measured)
  const types = Object.fromEntries(field.args.map((argument) => [argument.name, String(argument.type)]))
  return { name: field.name, alias, args: draw(), types, fields: selectionOf(field, movesWithTime(measured.metric)), redraw: draw }
}

/** Whether the same rows give another value a moment later. */
export function movesWithTime({ parts }: Metric): boolean {
  return parts.some(({ measure }) => measure?.kind === 'ELAPSED' && measure.to === undefined)
}

const VALUES = ['value', 'previous']

/** Everything of a result that two worlds can be compared by. */
function selectionOf({ type }: GraphQLField<unknown, unknown>, isMoving: boolean): readonly Node[] {
  const named = getNamedType(type)
  if (!isObjectType(named)) return []
  return Object.values(named.getFields()).filter(({ name }) => !(isMoving && VALUES.includes(name)))
    .map((field) => ({ name: field.name, args: {}, types: {}, fields: selectionOf(field, isMoving) }))
}

function argumentsOf(makings: Makings, { args }: GraphQLField<unknown, unknown>, measured: Measured): Readonly<Record<string, Literal>> {
  const given = args.map((argument): readonly [string, Literal | undefined] => [argument.name, argumentOf(makings, argument, measured)])
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function argumentOf(makings: Makings, { name, type }: GraphQLArgument, { entity, metric }: Measured): Literal | undefined {
  const { random, filtering } = makings
  switch (name) {
    case 'groupBy': return groupsOf(makings, type, metric)
    case 'grain': return metric.grains.length === 0 || random() < 0.25 ? undefined : { word: pick(makings, metric.grains) ?? 'MONTH' }
    case 'filter': return random() < filtering ? filterOf(makings, entity, 2) : undefined
    case 'range': return random() < 0.35 ? rangeOf(makings) : undefined
    case 'timeZone': return random() < 0.25 ? pick(makings, ZONES) : undefined
    case 'limit': return random() < 0.15 ? 1 + Math.floor(random() * 20) : undefined
    case 'orderBy': case 'having': return movesWithTime(metric) || random() < 0.7 ? undefined : valueOf(makings, type)
    default: return random() < 0.25 ? valueOf(makings, type) : undefined
  }
}

function rangeOf({ random }: Makings): Literal {
  const start = Math.floor(random() * (MOMENTS.length - 1))
  const end = start + 1 + Math.floor(random() * (MOMENTS.length - start - 1))
  return { members: { from: MOMENTS[start] ?? '', to: MOMENTS[end] ?? '' } }
}

/** Declared dimensions mostly; any other member of the enumeration is refused, and says nothing about the two worlds but that. */
function groupsOf(makings: Makings, type: GraphQLInputType, { dimensions, currency }: Metric): Literal {
  const { random } = makings
  const members = getNamedType(type)
  const declared = dimensions.map(({ name }) => name.toUpperCase())
  const others = isEnumType(members) ? members.getValues().map(({ name }) => name) : []
  const drawn = [0, 1, 2].flatMap(() => (random() < 0.4 ? pick(makings, random() < 0.95 ? declared : others) ?? [] : []))
  const money = currency !== undefined && random() < 0.92 ? [currency.toUpperCase()] : []
  return [...new Set([...money, ...drawn])].map((word) => ({ word }))
}

/** A value of any input type, by its form. */
function valueOf(makings: Makings, type: GraphQLInputType): Literal {
  const { random } = makings
  const bare = getNullableType(type)
  if (isListType(bare)) return [valueOf(makings, bare.ofType)]
  if (isEnumType(bare)) return { word: pick(makings, bare.getValues())?.name ?? '' }
  if (isInputObjectType(bare)) return { members: Object.fromEntries(chosenMembers(makings, Object.values(bare.getFields())).map((field) => [field.name, valueOf(makings, field.type)])) }
  switch (getNamedType(bare).name) {
    case 'Boolean': return random() < 0.7
    case 'Int': return Math.floor(random() * 30)
    case 'DateTime': return pick(makings, MOMENTS) ?? ''
    case 'Decimal': return pick(makings, AMOUNTS) ?? '0'
    case 'SafeInt': case 'Float': return Number(pick(makings, AMOUNTS))
    default: return 'x'
  }
}

function chosenMembers({ random }: Makings, fields: readonly GraphQLInputField[]): readonly GraphQLInputField[] {
  const isNeeded = ({ type }: GraphQLInputField): boolean => String(type).endsWith('!')
  return fields.filter((field) => isNeeded(field) || random() < 0.4)
}
