import { useDataProvider, useNotify, useRecordContext } from 'ra-core'
import { useId, useState } from 'react'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import type { CommandMember, GraphCommand } from '../provider/graph-schema.ts'
import { rowOf } from '../provider/json.ts'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { inWords, wordsOf } from './words.ts'

interface CommandDialogProps {
  readonly command: GraphCommand
  readonly id: string
  onClose(): void
  onDone(): void
}

/** Said by the console itself. */
const OWN = ['id', 'expectedVersion', 'idempotencyKey']

const valueOf = ({ type, isList }: CommandMember, text: string): unknown => {
  if (isList) return text.split(/[\s,]+/).filter(word => word !== '')
  if (type === 'Boolean') return text === 'true'
  return ['Int', 'SafeInt'].includes(type) ? Number(text) : text
}

const MemberInput = ({ member, value, onChange }: { readonly member: CommandMember, readonly value: string, onChange(value: string): void }) => {
  const { name, description, type, values, isRequired } = member
  const choices = type === 'Boolean' ? ['true', 'false'] : values
  return (
    <label className="field">
      <span>{inWords(name)} <span className="hint">{description}</span></span>
      {choices.length > 0
        ? <select name={name} required={isRequired} value={value} onChange={({ target }) => onChange(target.value)}><option value="" />{choices.map(one => <option key={one} value={one}>{wordsOf(one)}</option>)}</select>
        : <input name={name} required={isRequired} value={value} onChange={({ target }) => onChange(target.value)} />}
    </label>
  )
}

/** Asks for what a command takes beside the record, and runs it on the version that is on the screen. */
export const CommandDialog = ({ command, id, onClose, onDone }: CommandDialogProps) => {
  const provider = useDataProvider<GraphDataProvider<AnyCommands>>()
  const notify = useNotify()
  const { rowVersion } = rowOf(useRecordContext())
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState<unknown>()
  const title = useId()
  const members = command.members.filter(({ name }) => !OWN.includes(name))
  const isVersioned = command.members.some(({ name }) => name === 'expectedVersion')

  const run = async (): Promise<void> => {
    const given = members.filter(({ name }) => (typed[name] ?? '') !== '').map(member => [member.name, valueOf(member, typed[member.name] ?? '')] as const)
    try {
      await provider.run(command.name, { id, ...isVersioned && typeof rowVersion === 'number' && { expectedVersion: rowVersion }, ...Object.fromEntries(given) })
      notify(`${inWords(command.name)}: done.`)
      onDone()
      onClose()
    } catch (cause) {
      setFailure(cause)
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); void run() }}>
        <h2 id={title}>{inWords(command.name)}</h2>
        <p className="hint">{command.description}</p>
        {members.map(member => <MemberInput key={member.name} member={member} value={typed[member.name] ?? ''} onChange={value => setTyped({ ...typed, [member.name]: value })} />)}
        {failure !== undefined && <ErrorNotice failure={failure} />}
        <div className="buttons">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="submit" className="primary">{inWords(command.name)}</button>
        </div>
      </form>
    </Dialog>
  )
}
