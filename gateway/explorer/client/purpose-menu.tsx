import { DropdownMenu } from '@graphiql/react'
import { Caret } from './caret.tsx'

/** The purposes that a persona may name, and the one that is named. */
export interface PurposeMenuProps {
  readonly purposes: readonly string[]
  readonly purpose: string
  onChoosePurpose(purpose: string): void
}

/** Chooses what for the next query is asked; a role's rights hold for its own purposes only. */
export const PurposeMenu = ({ purposes, purpose, onChoosePurpose }: PurposeMenuProps) => (
  <DropdownMenu>
    <DropdownMenu.Button type="button" className="veil-button veil-purpose" aria-label={`for ${purpose}, change the purpose`} disabled={purposes.length < 2}>
      <span><span className="veil-quiet">for</span> <strong>{purpose}</strong></span>
      {purposes.length > 1 && <Caret />}
    </DropdownMenu.Button>
    <DropdownMenu.Content className="veil-menu veil-small" align="start">
      {purposes.map(name => (
        <DropdownMenu.Item
          key={name} className="veil-item" role="menuitemradio" aria-checked={name === purpose} data-purpose={name} onSelect={() => onChoosePurpose(name)}
        >
          {name}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Content>
  </DropdownMenu>
)
