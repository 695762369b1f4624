import { useState } from 'react'
import type { GraphCommand } from '../provider/graph-schema.ts'
import type { Resource } from '../provider/resource.ts'
import { CommandDialog } from './command-dialog.tsx'
import { useConsole } from './schema-context.ts'
import { inWords } from './words.ts'

interface CommandListProps {
  readonly resource: Resource
  readonly id: string
  onDone(): void
}

/** Commands of the caller's schema that answer a record of this type and name it by its id. Whether this one may be changed is said when it is tried. */
export const CommandList = ({ resource, id, onDone }: CommandListProps) => {
  const { schema } = useConsole()
  const [asked, setAsked] = useState<GraphCommand>()
  const commands = [...schema.commands.values()].filter(({ record, members }) => record?.type === resource.type && members.some(({ name }) => name === 'id'))
  if (commands.length === 0) return null
  return (
    <section className="facts" aria-label="Commands">
      <h2>Commands</h2>
      <div className="commands">
        {commands.map(command => <button key={command.name} type="button" aria-haspopup="dialog" title={command.description} onClick={() => setAsked(command)}>{inWords(command.name)}</button>)}
      </div>
      {asked && <CommandDialog command={asked} id={id} onClose={() => setAsked(undefined)} onDone={onDone} />}
    </section>
  )
}
