import type { Envelope } from '../../../schema/policy/envelope.ts'
import { idOf, type Viewer } from './rights.ts'
import type { InputForm, Parameter, PlaceList } from './statement.ts'

export interface Values {
  readonly viewer: Viewer
  /** What the client gave, by slot. */
  readonly inputs: readonly unknown[]
  /** Keys of an entity batch. */
  readonly keys?: readonly string[]
  /** Under which raw values are asked for. */
  readonly ticket?: Envelope['ticket']
}

/** The values of a statement, in the order of its parameters. */
export function bind(parameters: readonly Parameter[], values: Values): unknown[] {
  return parameters.map((parameter) => valueOf(parameter, values))
}

function valueOf(parameter: Parameter, { viewer, inputs, keys, ticket }: Values): unknown {
  switch (parameter.kind) {
    case 'BRAND': return viewer.brandId
    case 'PERSON': return viewer.personId
    case 'USER': return viewer.userId
    case 'GLASS_PERSON': return viewer.glass?.personId ?? null
    case 'GLASS_USER': return viewer.glass?.userId ?? null
    case 'GLASS_ENTITY': return viewer.glass?.entityId ?? null
    case 'GLASS_END': return viewer.glass?.end ?? null
    case 'TICKET_WORKSPACE': return idOf(ticket?.workspaceId)
    case 'TICKET_PERSON': return idOf(ticket?.requesterId)
    case 'TICKET_USER': return idOf(ticket?.requesterUserId)
    case 'ONLY': return placesOf(parameter.list, viewer)[0] ?? null
    case 'KEYS': return keys ?? []
    case 'INPUT': return inputForm(inputs[parameter.slot], parameter.as)
    default: return placesOf(parameter, viewer)
  }
}

function placesOf(list: PlaceList, viewer: Viewer): readonly string[] {
  switch (list.kind) {
    case 'ORGS': return viewer.orgs(list.permission)
    case 'WORKSPACES': return viewer.workspaces(list.permission)
    case 'RELATION_ORGS': return viewer.relationOrgs(list.relation)
    case 'RELATION_WORKSPACES': return viewer.relationWorkspaces(list.relation)
  }
}

function inputForm(value: unknown, form: InputForm): unknown {
  switch (form) {
    case 'VALUE': return value
    case 'ONE_MORE': return Number(value) + 1
    case 'CONTAINS': return `%${literalPattern(value)}%`
    case 'STARTS_WITH': return `${literalPattern(value)}%`
    case 'ENDS_WITH': return `%${literalPattern(value)}`
  }
}

/** Every sign that LIKE gives a meaning to stands for itself; a pattern made here can match or not, but never raise. */
function literalPattern(value: unknown): string {
  return String(value).replace(/[\\%_]/g, '\\$&')
}
