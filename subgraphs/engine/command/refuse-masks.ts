import { isMaskedInput } from '../../../schema/policy/masked-input.ts'
import { isSealed, open } from '../../../schema/policy/sealed.ts'
import { inputName } from '../../../schema/sdl/command-types.ts'
import type { Catalog } from '../read/catalog.ts'
import { ReadError } from '../read/read-error.ts'
import type { Command } from './define-command.ts'
import type { LockedRow } from './lock-rows.ts'
import type { GivenInput } from './read-input.ts'

/** Throws where somebody sends back what they were shown in place of a value: a mask is never stored. */
export function refuseMasks({ tables }: Catalog, command: Command, { input, rows }: { readonly input: GivenInput; readonly rows: ReadonlyMap<string, LockedRow> }): void {
  for (const [name, { writes }] of Object.entries(command.input)) {
    const [type = '', fieldName = ''] = writes?.split('.') ?? []
    const label = tables.get(type)?.entity.columns.find(({ field }) => field === fieldName)?.label
    if (writes === undefined || label === undefined || label.public) continue
    const changed = command.changes === undefined ? undefined : rows.get(command.changes)
    const before = changed?.type === type ? opened(changed.row[fieldName], writes) : undefined
    if (isMaskedInput(label.mask, input[name], before)) throw new ReadError('MASKED_VALUE_IN_INPUT', { coordinate: `${inputName(command.name)}.${name}` })
  }
}

function opened(value: unknown, coordinate: string): string | undefined {
  const raw = isSealed(value) ? open(value, { action: 'REVEAL' }, coordinate) : value
  return typeof raw === 'string' ? raw : undefined
}
