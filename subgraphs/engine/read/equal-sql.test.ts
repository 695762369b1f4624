import { expect, it } from 'vitest'
import { equalSql } from './scope.ts'

it('counts a row between two times, the end excluded, and for ever where there is none', () => {
  const condition = equalSql({ column: 'is_active', equals: true, during: { from: 'starts_at', until: 'expires_at' } }, 'v')
  expect(condition).toBe('v.is_active = true and v.starts_at <= now() and (v.expires_at is null or v.expires_at > now())')
})
