import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react'

/** Text for the editors. */
export interface EditorText {
  readonly query: string
  readonly variables: string
}

/** Opens a query in the tab in front if nothing of the reader's own is lost by it, else in a new one; undefined until the editors are there. `isKnown`: says of a text that it can be had again. */
export const useOpenQuery = (isKnown: (query: string) => boolean): ((text: EditorText) => void) | undefined => {
  const { queryEditor, variableEditor, tabs, activeTabIndex } = useGraphiQL(pick('queryEditor', 'variableEditor', 'tabs', 'activeTabIndex'))
  const { addTab } = useGraphiQLActions()
  if (!queryEditor) return undefined
  return ({ query, variables }) => {
    const present = queryEditor.getValue()
    const isOwn = present.trim() !== '' && !isKnown(present)
    if (isOwn || tabs[activeTabIndex]?.response) addTab()
    queryEditor.setValue(query)
    variableEditor?.setValue(variables)
    queryEditor.setScrollTop(0)
  }
}
