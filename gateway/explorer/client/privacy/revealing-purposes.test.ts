import { expect, it } from 'vitest'
import { revealingPurposes } from './revealing-purposes.ts'

it.each([
  ['grants the value on request', ['privacy_officer × CONTACT = R* for LEGAL, DSAR, SECURITY'], ['DSAR', 'SUPPORT', 'LEGAL'], ['DSAR', 'LEGAL']],
  ['is one of several', ['support × CONTACT = M', 'support_lead × CONTACT = R* for SUPPORT'], ['SUPPORT'], ['SUPPORT']],
  ['grants it for purposes of others', ['privacy_officer × CONTACT = R* for LEGAL'], ['SUPPORT'], []],
  ['grants it without a reason', ['member × FREE_TEXT = R for SERVICE'], ['SERVICE'], []],
  ['grants a mask', ['support × CONTACT = M'], ['SUPPORT'], []],
])('a reason is offered for the purposes of the rule: where it %s', (_what, rules, own, offered) => {
  expect(revealingPurposes({ rules }, own)).toEqual(offered)
})
