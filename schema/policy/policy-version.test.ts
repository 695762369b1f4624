import { describe, expect, it } from 'vitest'
import { POLICY_VERSION } from './policy-version.ts'

describe('POLICY_VERSION', () => {
  it('is the digest of the tables: whoever changes who sees what changes this line, and the documentation with it', () => {
    expect(POLICY_VERSION).toMatchInlineSnapshot(`"p_eef7d63d8a8feb726fcd62d5d6ea9db43c9cb98b9bd25f9c19e63736d2d576a3"`)
  })
})
