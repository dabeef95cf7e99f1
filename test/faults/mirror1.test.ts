import { describeCells } from './describeCells';

describeCells('mirror', { part: 1, of: 2 });
