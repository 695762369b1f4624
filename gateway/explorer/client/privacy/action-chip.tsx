import { ACTIONS, actionLabel } from '../in-words.ts'

/** A decision of the policy, short. */
export const ActionChip = ({ action }: { readonly action: string }) => <span className="veil-action" data-action={action} title={ACTIONS[action]?.[1]}>{actionLabel(action)}</span>
