import { ExampleMenu } from './example-menu.tsx'
import type { ExampleMenuProps } from './example-menu.tsx'
import { Mark } from './mark.tsx'
import { PersonaMenu } from './persona-menu.tsx'
import type { PersonaMenuProps } from './persona-menu.tsx'

/** The line above the editors: who asks, and what could be asked. */
export const Bar = ({ persona, examples, onOpen, ...menu }: PersonaMenuProps & ExampleMenuProps) => (
  <div className="veil-bar">
    <span className="veil-name"><Mark />veilgraph</span>
    <PersonaMenu persona={persona} {...menu} />
    <p className="veil-description" role="status"><span className="veil-hidden">Asking as {persona.name}: </span>{persona.description}</p>
    <ExampleMenu examples={examples} onOpen={onOpen} />
  </div>
)
