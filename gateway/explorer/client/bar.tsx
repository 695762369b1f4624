import { PATHS } from '../paths.ts'
import type { Asker } from './graph/ask-graph.ts'
import { ShareButton } from './link/share-button.tsx'
import { ExampleMenu } from './example-menu.tsx'
import type { ExampleMenuProps } from './example-menu.tsx'
import { Mark } from './mark.tsx'
import { PersonaMenu } from './persona-menu.tsx'
import type { PersonaMenuProps } from './persona-menu.tsx'
import { PurposeMenu } from './purpose-menu.tsx'
import type { PurposeMenuProps } from './purpose-menu.tsx'

/** The line above the editors: who asks and what for, and what could be asked. */
export const Bar = ({ personas, persona, onChoose, examples, onOpen, asker, ...purpose }: PersonaMenuProps & PurposeMenuProps & ExampleMenuProps & { readonly asker: Asker }) => (
  <div className="veil-bar">
    <span className="veil-name"><Mark />veilgraph</span>
    <PersonaMenu personas={personas} persona={persona} onChoose={onChoose} />
    <PurposeMenu {...purpose} />
    <p className="veil-description" role="status"><span className="veil-hidden">Asking as {persona.name}: </span>{persona.description}</p>
    <a className="veil-link" href={PATHS.catalog}>Catalog</a>
    <ShareButton asker={asker} />
    <ExampleMenu examples={examples} onOpen={onOpen} />
  </div>
)
