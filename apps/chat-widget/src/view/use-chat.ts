import { useEffect, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.js';
import type { ChatState } from '../chat/chat-state.js';

export function useChat(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state());
  useEffect(() => {
    // What came between the first drawing and now.
    setState(chat.state());
    return chat.subscribe(setState);
  }, [chat]);
  return state;
}
