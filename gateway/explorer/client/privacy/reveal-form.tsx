import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import type { Example } from '../../wire.ts'
import type { Answer } from '../fetcher-as.ts'
import { replaceQuery } from '../replace-query.ts'
import { insertReveal } from './insert-reveal.ts'
import { useTickets } from './use-tickets.ts'

interface RevealFormProps {
  readonly answer: Answer
  /** Paths of the fields that are chosen. */
  readonly paths: readonly string[]
  /** What for they can be shown. */
  readonly purposes: readonly string[]
  readonly tickets: Example | undefined
}

const SHORTEST = 12
const WITH_TICKET = 'SUPPORT'

/** Writes the directive into the query and runs it. Whether the reason is good enough is for the gateway to say; it is kept for the person whose data is read. */
export const RevealForm = ({ answer, paths, purposes, tickets: example }: RevealFormProps) => {
  const { queryEditor } = useGraphiQL(pick('queryEditor'))
  const { run } = useGraphiQLActions()
  const [reason, setReason] = useState('')
  const [wanted, setWanted] = useState('')
  const [ticket, setTicket] = useState('')
  const [fault, setFault] = useState('')
  const id = useId()
  const purpose = purposes.find(candidate => candidate === wanted) ?? purposes[0] ?? ''
  const needsTicket = purpose === WITH_TICKET
  const tickets = useTickets(answer, needsTicket ? example : undefined)
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    if (!queryEditor) return
    try {
      replaceQuery(queryEditor, insertReveal(queryEditor.getValue(), answer.operationName, { paths, reason: { reason, purpose, ticket: needsTicket ? ticket.trim() : '' } }))
    } catch {
      return setFault('The query in the editor cannot be read; correct it first.')
    }
    setFault('')
    run()
  }
  return (
    <form className="veil-form veil-reveal" onSubmit={onSubmit} aria-label="Ask for raw values">
      <label className="veil-grow" htmlFor={`${id}-reason`}>Reason<input id={`${id}-reason`} name="reason" type="text" required minLength={SHORTEST} maxLength={1000} value={reason} placeholder="Why you need to see it; no personal data" onChange={event => setReason(event.target.value)} /></label>
      <label htmlFor={`${id}-purpose`}>Purpose<select id={`${id}-purpose`} name="purpose" value={purpose} onChange={event => setWanted(event.target.value)}>{purposes.map(name => <option key={name}>{name}</option>)}</select></label>
      {needsTicket && (
        <label className="veil-grow" htmlFor={`${id}-ticket`}>Open ticket<input id={`${id}-ticket`} name="ticket" type="text" required list={`${id}-tickets`} value={ticket} placeholder="its id" onChange={event => setTicket(event.target.value)} />
          <datalist id={`${id}-tickets`}>{tickets.map(one => <option key={one.id} value={one.id}>{one.label}</option>)}</datalist>
        </label>
      )}
      <button type="submit" className="veil-button veil-primary" disabled={paths.length === 0}>{paths.length === 0 ? 'Choose fields below' : `Reveal ${paths.length === 1 ? '1 field' : `${paths.length} fields`} and run`}</button>
      <p className="veil-hint">Each raw value is logged with your name, and the person can see that it was read{needsTicket ? '; only rows of the ticket are shown' : ''}. Pages are cut to 20 rows.</p>
      {fault !== '' && <p className="veil-fault" role="alert">{fault}</p>}
    </form>
  )
}
