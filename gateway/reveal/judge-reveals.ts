import { OperationTypeNode } from 'graphql'
import type { GraphQLError } from 'graphql'
import type { RevealRequest } from '../../schema/policy/envelope.ts'
import { allowsPurpose } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { refuse } from '../refusal.ts'
import { pageOf } from './page-of.ts'
import { reasonFault } from './reason-fault.ts'
import { textIn } from './reveal-directive.ts'
import type { RevealSite } from './reveal-site.ts'
import type { WrittenReveal } from './wire-reveals.ts'

/** The part of an operation that asks for raw values. */
export interface RevealingOperation {
  readonly operation: { readonly operation: OperationTypeNode }
  readonly reveals: readonly WrittenReveal[]
  readonly revealSites: readonly RevealSite[]
}

/** What an operation asks to see raw. */
export interface JudgedReveals {
  readonly reveals: readonly RevealRequest[]
  /** People that its pages can have room for, over all fields that carry the directive. */
  readonly subjects: number
  /** The ticket that raw values for SUPPORT are read for. */
  readonly ticketId: string | undefined
}

type Variables = Readonly<Record<string, unknown>>

const MOST_ROWS = 20

/** A place where the directive means nothing. A mutation answers what it changed; its raw values are read by a query of their own, so that a replay has nothing to log. */
const misplaced = ({ operation, revealSites }: RevealingOperation): GraphQLError | undefined => {
  const [first] = revealSites
  const wrong = operation.operation === OperationTypeNode.QUERY ? revealSites.find(({ isMeaningful }) => !isMeaningful) : first
  return wrong && refuse('VALIDATION_FAILED', { coordinate: wrong.coordinate, rule: 'REVEAL' }, [wrong.node])
}

/** Fields of one key become one field, which can be read for one reason only. */
const contradiction = (sites: readonly RevealSite[]): GraphQLError | undefined => {
  const byPath = new Map<string, number>()
  for (const { path, index, coordinate, node } of sites) {
    if ((byPath.get(path) ?? index) !== index) return refuse('VALIDATION_FAILED', { coordinate, rule: 'REVEAL' }, [node])
    byPath.set(path, index)
  }
  return undefined
}

const reasonOf = ({ reason: written, purpose }: WrittenReveal, { purposes }: Principal, variables: Variables): RevealRequest => {
  if (!allowsPurpose(purposes, purpose)) throw refuse('PURPOSE_NOT_ALLOWED', { rule: purpose })
  const reason = textIn(written, variables)
  const fault = reasonFault(reason)
  if (fault || reason === undefined) throw refuse(fault ?? 'REASON_REQUIRED')
  return { reason, purpose }
}

/** Support reads for a ticket, one in an operation. */
const ticketOf = (reveals: readonly WrittenReveal[], variables: Variables): string | undefined => {
  const tickets = reveals.filter(({ purpose }) => purpose === 'SUPPORT').map(({ ticket }) => textIn(ticket, variables))
  const [ticket] = tickets
  if (tickets.some(other => other === undefined)) throw refuse('TICKET_REQUIRED')
  if (tickets.some(other => other !== ticket)) throw refuse('VALIDATION_FAILED', { rule: 'REVEAL' })
  return ticket
}

/** How many people one field can show: every list on the way has a page, and each of at most 20. */
const subjectsOf = ({ coordinate, node, rows }: RevealSite, variables: Variables): number => rows.reduce((product, row) => {
  const size = pageOf(row, variables)
  if (size > MOST_ROWS) throw refuse('PAGE_TOO_LARGE', { coordinate, rule: 'REVEAL', limit: MOST_ROWS }, [node])
  return product * size
}, 1)

/** One key is read once for an object, whatever its type; lists on the way that are paged otherwise for another type count as the larger. */
const subjectsOfAll = (sites: readonly RevealSite[], variables: Variables): number => {
  const byPath = new Map<string, number>()
  for (const site of sites) byPath.set(site.path, Math.max(byPath.get(site.path) ?? 0, subjectsOf(site, variables)))
  return [...byPath.values()].reduce((sum, subjects) => sum + subjects, 0)
}

/** Judges what an operation asks to see raw, by what is written alone; throws what is wrong with it. Called for operations that ask for something. */
export const judgeReveals = (asked: RevealingOperation, principal: Principal, variables: Variables): JudgedReveals => {
  const wrong = misplaced(asked) ?? contradiction(asked.revealSites)
  if (wrong) throw wrong
  const reveals = asked.reveals.map(reveal => reasonOf(reveal, principal, variables))
  const ticketId = ticketOf(asked.reveals, variables)
  return { reveals, subjects: subjectsOfAll(asked.revealSites, variables), ticketId }
}
