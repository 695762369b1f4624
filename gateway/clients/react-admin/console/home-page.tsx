import { LinkBase, useCreatePath } from 'ra-core'
import { Icon } from './icons.tsx'
import { useConsole } from './schema-context.ts'
import { inWords } from './words.ts'

/** The first page: what the signs mean, and every list with what it holds. */
export const HomePage = () => {
  const { schema, session: { persona } } = useConsole()
  const createPath = useCreatePath()
  return (
    <>
      <div className="title">
        <h1>What {persona.name} may see</h1>
        <p className="hint">{schema.resources.size} lists and {schema.commands.size} commands, read from the schema. A module that is added to the graph has its lists here at the next sign-in.</p>
        <ul className="legend">
          <li><Icon name="lock" /> masked: the form of a value; the value stayed in the database</li>
          <li><Icon name="alike" /> pseudonym: equal for equal values</li>
          <li><Icon name="eye" /> asks for the raw value with a reason, which is logged</li>
        </ul>
      </div>
      <ul className="tiles">
        {[...schema.resources.values()].toSorted((a, b) => a.name.localeCompare(b.name)).map(({ name, description }) => (
          <li key={name}><LinkBase to={createPath({ resource: name, type: 'list' })}>{inWords(name)}</LinkBase><p>{description}</p></li>
        ))}
      </ul>
    </>
  )
}
