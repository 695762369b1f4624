import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { audit } from '../../../schema/metadata/audit.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { commandMistakes } from './check-commands.ts'
import type { Command } from './define-command.ts'
import { rowId, text } from './input-field.ts'

const ended: Command['events'][number] = { type: 'audit.break_glass.ended.v1', of: 'BreakGlassGrant', data: ['status'] }
const command: Command = {
  name: 'endSomething', description: 'Ends it.', permission: 'audit.break_glass.end', tier: 'ACCESS', entity: 'BreakGlassGrant', events: [ended],
  input: { id: rowId('BreakGlassGrant', 'Which.'), note: text('Why.', { writes: 'BreakGlassReview.note', max: 10 }) },
  changes: 'id', run: () => Promise.reject(new Error('not here')),
}
const mistakes = (parts: Partial<Command>): readonly string[] => commandMistakes([{ ...command, ...parts }], audit)
const telling = (...data: readonly string[]): readonly string[] => mistakes({ events: [{ ...ended, data }] })

it('takes a declaration that is in order', () => {
  expect(mistakes({})).toEqual([])
})

it('finds an event that tells more than ids and public values', () => {
  expect(telling('status', 'reason')).toEqual(['endSomething: audit.break_glass.ended.v1 tells BreakGlassGrant.reason, which is not public.'])
  expect(telling('nothing')).toEqual(['endSomething: audit.break_glass.ended.v1 tells BreakGlassGrant.nothing, which is not public.'])
  expect(mistakes({ events: [{ ...ended, of: 'AuditLog', data: ['chainSeq'] }] })).toEqual(['endSomething: audit.break_glass.ended.v1 tells AuditLog.chainSeq, which is not public.'])
})

it('lets no column be told that is sensitive, of whatever module', () => {
  const sensitive = modules.flatMap(({ entities }) => entities).flatMap((entity) => entity.columns.filter(({ label }) => !label.public).map(({ field }) => ({ entity, field })))
  const told = sensitive.filter(({ entity, field }) => {
    const module = modules.find(({ name }) => name === entity.module)
    return module !== undefined && commandMistakes([{ ...command, events: [{ type: `${module.name}.a.b.v1`, of: ended.of, data: [field] }] }], { ...module, entities: [{ ...entity, type: ended.of }] })
      .every((mistake) => !mistake.includes(`tells ${ended.of}.${field}`))
  })
  expect(sensitive.length).toBeGreaterThan(100)
  expect(told).toEqual([])
})

it.each([
  ['a name like none of ours', { name: 'End' }, 'End is not named like voidInvoice.'],
  ['a permission of another module', { permission: 'billing.invoice.void' }, 'endSomething needs a permission like audit.entity.action.'],
  ['a permission that is a pattern', { permission: 'audit.*' }, 'endSomething needs a permission like audit.entity.action.'],
  ['an entity of another module', { entity: 'Invoice' }, 'endSomething names Invoice, which the module does not have.'],
  ['a changed row that nothing names', { changes: 'grant' }, 'endSomething names the member grant, which its input does not have.'],
  ['a changed row that is a text', { changes: 'note' }, 'endSomething changes a row that its input does not name.'],
  ['no event', { events: [] }, 'endSomething tells nobody of anything: declare its events.'],
  ['an event without its version', { events: [{ ...ended, type: 'audit.break_glass.ended' }] }, 'endSomething: audit.break_glass.ended is not named like audit.aggregate.changed.v1.'],
  ['a text for a column that is not there', { input: { ...command.input, note: text('Why.', { writes: 'BreakGlassGrant.note', max: 10 }) } }, 'endSomething writes BreakGlassGrant.note, which the module does not have.'],
] as const)('finds %s', (_name, parts, mistake) => {
  expect(mistakes(parts)).toContain(mistake)
})

it('finds two commands of one name', () => {
  expect(commandMistakes([command, command], audit)).toEqual(['endSomething is declared twice.'])
})

it('leaves the way to unsealed values to machinery: no module takes it', () => {
  const folder = new URL('../../', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !/\.test\.ts$|(?:^|\/)testing\//.test(file))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => readFileSync(new URL(file, folder), 'utf8').includes('.unsealed'))).toEqual([])
})
