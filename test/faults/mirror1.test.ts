/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests run in Node, not in n8n */

import { describeCells } from './describeCells';

describeCells('mirror', { part: 1, of: 2 });
