import { getNamedType, isEnumType, isObjectType, isRequiredArgument } from 'graphql'
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { Entity } from '../../../schema/model.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { pick, type Makings } from './makings.ts'
import { metricOperation } from './metric-operation.ts'
import type { Literal, Node } from './operation.ts'
import { filterOf } from './random-filter.ts'

const DEPTH = 3

/** An operation of one to three root fields, such as a client of a console or a curious one would send. */
export function randomTwinOperation(makings: Makings): readonly Node[] {
  const count = 1 + Math.floor(makings.random() * 2.3)
  return Array.from({ length: count }, (_, place) => rootField(makings, place)).filter((node) => node !== undefined)
}

function rootField(makings: Makings, place: number): Node | undefined {
  const { random, seen, schema, figures } = makings
  if (random() < figures) return metricOperation(makings, `r${place}`)
  const entity = pick(makings, seen)
  const query = schema.getQueryType()
  if (entity === undefined || !query) return undefined
  const way = random()
  const name = way < 0.7 ? entity.plural : way < 0.85 ? entity.singular : pick(makings, Object.keys(query.getFields()).filter((field) => !field.startsWith('_'))) ?? entity.plural
  const field = query.getFields()[name]
  return field && fieldNode(makings, { field, owner: entityOf(field) ?? entity, depth: DEPTH, alias: `r${place}` })
}

interface Place {
  readonly field: GraphQLField<unknown, unknown>
  readonly owner: Entity
  readonly depth: number
  readonly alias?: string
}

function fieldNode(makings: Makings, { field, owner, depth, alias }: Place): Node | undefined {
  const type = getNamedType(field.type)
  const target = entityOf(field)
  const args = argumentsOf(makings, { field, owner, target, isInner: depth < DEPTH })
  if (args === undefined) return undefined
  const types = Object.fromEntries(field.args.map((argument) => [argument.name, String(argument.type)]))
  const fields = !isObjectType(type) ? [] : type.name.endsWith('Connection') ? connectionFields(makings, type, depth) : objectFields(makings, type, depth)
  return { name: field.name, alias, args, types, fields, redraw: () => argumentsOf(makings, { field, owner, target, isInner: depth < DEPTH }) }
}

function argumentsOf(makings: Makings, { field, owner, target, isInner }: { readonly field: GraphQLField<unknown, unknown>; readonly owner: Entity; readonly target: Entity | undefined; readonly isInner: boolean }): Readonly<Record<string, Literal>> | undefined {
  const { random } = makings
  const args: Record<string, Literal> = {}
  for (const argument of field.args) {
    if (!isRequiredArgument(argument)) continue
    const value = makings.valueOf(target ?? owner, argument.name)
    if (value === undefined) return undefined
    args[argument.name] = value
  }
  const offers = (name: string): boolean => field.args.some((argument) => argument.name === name)
  if (offers('first')) args[random() < 0.85 ? 'first' : 'last'] = 1 + Math.floor(random() * (isInner ? 3 : 12))
  if (target !== undefined && offers('filter') && random() < makings.filtering) args['filter'] = filterOf(makings, target, 2)
  if (target !== undefined && offers('orderBy') && random() < 0.3) Object.assign(args, orderOf(makings, target))
  return args
}

function orderOf({ schema, random }: Makings, { type }: Entity): Readonly<Record<string, Literal>> {
  const members = schema.getType(`${type}OrderField`)
  const values = isEnumType(members) ? members.getValues() : []
  const value = values[Math.floor(random() * values.length)]
  return value === undefined ? {} : { orderBy: [{ members: { field: { word: value.name }, direction: { word: random() < 0.5 ? 'ASC' : 'DESC' } } }] }
}

function connectionFields(makings: Makings, type: GraphQLObjectType, depth: number): readonly Node[] {
  const { random } = makings
  const nodes = type.getFields()['nodes']
  const row = nodes && getNamedType(nodes.type)
  const rows = isObjectType(row) ? objectFields(makings, row, depth) : []
  return [
    ...(random() < 0.35 ? [leaf('totalCount')] : []),
    ...(random() < 0.3 ? [{ ...leaf('pageInfo'), fields: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map(leaf) }] : []),
    random() < 0.25 ? { ...leaf('edges'), fields: [leaf('cursor'), { ...leaf('node'), fields: rows }] } : { ...leaf('nodes'), fields: rows },
  ]
}

function objectFields(makings: Makings, type: GraphQLObjectType, depth: number): readonly Node[] {
  const { random } = makings
  const owner = ENTITIES.find((entity) => entity.type === type.name)
  const fields = Object.values(type.getFields())
  const scalars = fields.filter((field) => !isObjectType(getNamedType(field.type)) && !field.args.some(isRequiredArgument))
  const objects = fields.filter((field) => isObjectType(getNamedType(field.type)))
  const chosen = scalars.filter(({ name }) => name === 'id' || random() < 6 / scalars.length).map(({ name }) => leaf(name))
  const deeper = depth <= 1 || owner === undefined ? [] : [0, 1].flatMap(() => {
    const field = random() < 0.55 ? pick(makings, objects) : undefined
    return field === undefined ? [] : fieldNode(makings, { field, owner, depth: depth - 1 }) ?? []
  })
  const named = new Map([...chosen, ...deeper].map((node) => [node.name, node]))
  return named.size === 0 ? [leaf('__typename')] : [...named.values()]
}

const leaf = (name: string): Node => ({ name, args: {}, types: {}, fields: [] })

function entityOf({ type }: GraphQLField<unknown, unknown>): Entity | undefined {
  const { name } = getNamedType(type)
  return ENTITIES.find((entity) => entity.type === name || `${entity.type}Connection` === name)
}
