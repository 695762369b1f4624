import { useState } from 'react'
import type { Place } from './revealed.tsx'
import { useTickets } from './tickets.ts'

interface TicketInputProps {
  readonly place: Place
  readonly record: unknown
  readonly ticket: string
  onChange(ticket: string): void
}

const OTHER = 'other'

/** The ticket that support reads for: one of those that are open for the row, or another one by its id. */
export const TicketInput = ({ place, record, ticket, onChange }: TicketInputProps) => {
  const tickets = useTickets(place, record, true)
  const [isTyped, setTyped] = useState(false)
  const isKnown = tickets.some(({ id }) => id === ticket)
  if (isTyped || tickets.length === 0) {
    return (
      <label className="field">
        <span>Ticket <span className="hint">id of an open one{tickets.length === 0 ? '; none is open for this row' : ''}</span></span>
        <input required name="ticket" value={ticket} onChange={({ target }) => onChange(target.value)} />
      </label>
    )
  }
  return (
    <label className="field">
      <span>Ticket <span className="hint">open ones of this row</span></span>
      <select required name="ticket" value={isKnown ? ticket : ''} onChange={({ target }) => (target.value === OTHER ? setTyped(true) : onChange(target.value))}>
        <option value="" disabled>Choose …</option>
        {tickets.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
        <option value={OTHER}>Another one, by its id …</option>
      </select>
    </label>
  )
}
