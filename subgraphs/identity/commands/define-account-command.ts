import { defineCommand } from '../../engine/command/define-command.ts'
import type { Command, CommandContext, CommandDefinition, SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import type { EventDefinition } from '../../engine/command/define-event.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { REASON } from '../../engine/command/reason-field.ts'

const INPUT = { id: rowId('User', 'The account.'), reason: REASON }

type User = SealedRow<'User'>
type Context<Codes extends string> = CommandContext<typeof INPUT, Codes>

interface AccountCommand<Codes extends string> extends Pick<CommandDefinition<typeof INPUT, 'User', Codes>, 'name' | 'description' | 'permission'> {
  readonly failures: { readonly [Code in Codes]: string }
  /** Throws where the caller may not do it to this account. */
  readonly check: (context: Context<Codes>, user: User) => Promise<void>
  /** What it may be done to. */
  readonly from: readonly User['status'][]
  readonly change: (now: Date) => Parameters<SealedTables['user']['update']>[1]
  readonly event: EventDefinition<'User'>
  /** What comes before the change, and what it tells. */
  readonly before?: { readonly events: readonly EventDefinition[]; readonly run: (context: Context<Codes>, userId: string) => Promise<void> }
}

/** Declares a command by which the brand's own people change whether an account lets somebody in. */
export const defineAccountCommand = <const Codes extends string>({ check, from, change, event, before, ...own }: AccountCommand<Codes>): Command => defineCommand({
  ...own,
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: INPUT,
  changes: 'id',
  entity: 'User',
  events: [event, ...before?.events ?? []],
  tier: 'ADMIN',
  async run(context: Context<Codes>) {
    const { input, rows: { id: user }, tables, now, emit, because, failure } = context
    await check(context, user)
    if (!from.includes(user.status)) throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    await before?.run(context, user.id)
    const changed = await tables.user.update(user.id, change(now))
    emit(event, changed)
    return { entity: changed }
  },
})
