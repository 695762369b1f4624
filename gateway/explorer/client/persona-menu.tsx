import { DropdownMenu } from '@graphiql/react'
import type { ExplorerPersona } from '../wire.ts'
import { Caret } from './caret.tsx'

/** What both parts of the bar that name personas need. */
export interface PersonaMenuProps {
  readonly personas: readonly ExplorerPersona[]
  readonly persona: ExplorerPersona
  onChoose(name: string): void
}

const Badge = ({ name, brand }: ExplorerPersona) => (
  <span className="veil-badge" data-brand={brand} data-initials={name.split('-').map(word => word.charAt(0)).join('').slice(0, 2)} />
)

const Item = ({ card, isChosen, onChoose }: { readonly card: ExplorerPersona, readonly isChosen: boolean, onChoose(name: string): void }) => (
  <DropdownMenu.Item className="veil-item" role="menuitemradio" aria-checked={isChosen} data-persona={card.name} onSelect={() => onChoose(card.name)}>
    <Badge {...card} />
    <span className="veil-item-text">
      <span className="veil-item-title">{card.name}</span>
      <span className="veil-item-note">{card.description}</span>
    </span>
  </DropdownMenu.Item>
)

/** Chooses whose token the next query carries. */
export const PersonaMenu = ({ personas, persona, onChoose }: PersonaMenuProps) => {
  const brands = [...new Set(personas.map(({ brand }) => brand))]
  return (
    <DropdownMenu>
      <DropdownMenu.Button type="button" className="veil-button veil-persona" aria-label={`asking as ${persona.name}, change the persona`}>
        <Badge {...persona} />
        <span><span className="veil-quiet">asking as</span> <strong>{persona.name}</strong></span>
        <Caret />
      </DropdownMenu.Button>
      <DropdownMenu.Content className="veil-menu" align="start">
        {brands.map(brand => (
          <div key={brand} role="group" aria-label={brand} className="veil-group">
            <div className="veil-heading" aria-hidden="true">{brand}</div>
            {personas.filter(card => card.brand === brand).map(card => (
              <Item key={card.name} card={card} isChosen={card.name === persona.name} onChoose={onChoose} />
            ))}
          </div>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
