import { pick, useGraphiQL } from '@graphiql/react'
import { useEffect, useState } from 'react'
import type { Answer } from './fetcher-as.ts'

/** The last answer of the tab in front. The interface keeps its text by tab, so this keeps the rest by tab. */
export const useAnswerOfTab = (latest: Answer | undefined): Answer | undefined => {
  const { tabs, activeTabIndex } = useGraphiQL(pick('tabs', 'activeTabIndex'))
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({})
  const tab = tabs[activeTabIndex]
  const id = tab?.id
  useEffect(() => {
    // the tab that was in front when the answer came; a change of tabs stops a request that is under way
    if (latest && id !== undefined) setAnswers(known => ({ ...known, [id]: latest }))
  }, [latest])
  return id === undefined || !tab?.response ? undefined : answers[id]
}
