import { useDataProvider, useRecordContext } from 'ra-core'
import { useId, useState } from 'react'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import type { Mark } from '../provider/marks.ts'
import type { ResourceField } from '../provider/resource.ts'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { useRevealed } from './revealed.tsx'
import type { Place } from './revealed.tsx'
import { useConsole } from './schema-context.ts'
import { TicketInput } from './ticket-input.tsx'
import { inWords, shortId, wordsOf } from './words.ts'

const FEWEST = 12

interface RevealDialogProps {
  readonly place: Place
  readonly field: ResourceField
  readonly mark: Mark
  onClose(): void
}

/** What was typed last, for the next value: who answers a request reads several. */
const last = { reason: '', ticket: '' }

/** Asks for the reason, and then the graph for the value. */
export const RevealDialog = ({ place, field, mark, onClose }: RevealDialogProps) => {
  const { session: { persona, purpose: usual } } = useConsole()
  const provider = useDataProvider<GraphDataProvider<AnyCommands>>()
  const record = useRecordContext()
  const { show } = useRevealed()
  const title = useId()
  const [reason, setReason] = useState(last.reason)
  const [purpose, setPurpose] = useState(persona.purposes.find(one => one === mark.unlock?.purpose) ?? usual)
  const [ticket, setTicket] = useState(last.ticket)
  const [failure, setFailure] = useState<unknown>()
  const [isWaiting, setWaiting] = useState(false)
  const needsTicket = purpose === 'SUPPORT'

  const ask = async (): Promise<void> => {
    setWaiting(true)
    setFailure(undefined)
    try {
      const { value, mark: still } = await provider.reveal(place.resource, place.id, field.name, { reason, purpose, ...needsTicket && { ticket } })
      Object.assign(last, { reason, ticket })
      if (still !== undefined && still.state !== 'SHOWN') throw new Error(`It stays ${wordsOf(still.state)}: this reason does not unlock it for you here.`)
      show(place, value)
      onClose()
    } catch (cause) {
      setFailure(cause)
      setWaiting(false)
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); void ask() }}>
        <h2 id={title}>Reveal {inWords(field.name).toLowerCase()} of {shortId(place.id)}</h2>
        <p className="hint">The reason is logged with your name, and the person may see that the value was read.</p>
        <label className="field">
          <span>Reason <span className="hint">{reason.trim().length < FEWEST ? `at least ${FEWEST} characters, no personal data` : 'no personal data'}</span></span>
          <textarea required minLength={FEWEST} rows={3} autoFocus value={reason} onChange={({ target }) => setReason(target.value)} name="reason" />
        </label>
        <label className="field">
          <span>Purpose</span>
          <select name="purpose" value={purpose} onChange={({ target }) => setPurpose(target.value)}>
            {persona.purposes.map(one => <option key={one} value={one}>{wordsOf(one)}</option>)}
          </select>
        </label>
        {needsTicket && <TicketInput place={place} record={record} ticket={ticket} onChange={setTicket} />}
        {failure !== undefined && <ErrorNotice failure={failure} />}
        <div className="buttons">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="submit" className="primary" disabled={isWaiting}>{isWaiting ? 'Asking …' : 'Reveal for a minute'}</button>
        </div>
      </form>
    </Dialog>
  )
}
