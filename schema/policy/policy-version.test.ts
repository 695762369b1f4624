import { describe, expect, it } from 'vitest'
import { POLICY_VERSION } from './policy-version.ts'

describe('POLICY_VERSION', () => {
  it('is the digest of the tables: whoever changes who sees what changes this line, and the documentation with it', () => {
    expect(POLICY_VERSION).toMatchInlineSnapshot(`"p_92d11a92fd44029f15986213b21face048c5f2fa49c47ab85e0357ab440e2cd8"`)
  })
})
