import type { DoorState } from '../budgets/door-state.ts'
import type { RequestScope } from '../gateway-context.ts'
import { countSpent } from '../observe/spent.ts'
import { refuse } from '../refusal.ts'
import type { AskTicket, Ticket } from '../reveal/ask-ticket.ts'
import { judgeReveals } from '../reveal/judge-reveals.ts'
import type { Verdict } from '../sensitivity/verdict.ts'
import type { RequestStage } from './in-order.ts'

/** What the stage asks before anything is read. */
export interface RevealOptions {
  readonly state: DoorState
  readonly askTicket: AskTicket
}

/**
 * Lets an operation ask for raw values and look up by hidden ones: reasons, purposes and pages are checked, the ticket is asked for,
 * and the budget is taken by what is asked. Whether somebody is found changes none of it. An operation that does neither passes untouched.
 */
export const useReveals = ({ state, askTicket }: RevealOptions): RequestStage => {
  const openTicket = async (ticketId: string, { facts }: RequestScope): Promise<Ticket> => {
    const ticket = await askTicket(ticketId, facts)
    if (!ticket) throw refuse('TICKET_REQUIRED')
    return ticket
  }
  const admit = async (scope: RequestScope, verdict: Verdict): Promise<void> => {
    const { principal, variables = {}, lookups = 0 } = scope
    const { reveals, subjects, ticketId } = judgeReveals(verdict.analysis, principal, variables)
    // before the ticket: what the budget refuses asks nobody, so whoever tries tickets pays for each
    const hasRoom = await state.reserve(principal, { subjects, lookups })
    countSpent(hasRoom, { subjects, lookups })
    if (!hasRoom) throw refuse('BUDGET_EXCEEDED')
    const ticket = ticketId === undefined ? undefined : await openTicket(ticketId, scope)
    scope.facts = {
      ...scope.facts,
      ...(reveals.length > 0 && { reveals }),
      budgets: { ...(subjects > 0 && { subjects }), ...(lookups > 0 && { lookups }) },
      ...(ticket && { ticket }),
    }
  }
  return {
    every: {
      didResolveOperation({ contextValue: { scope } }) {
        const { verdict, lookups = 0 } = scope
        return verdict && (verdict.analysis.reveals.length > 0 || lookups > 0) ? admit(scope, verdict) : undefined
      },
    },
  }
}
