import { describeCells } from './describeCells';

describeCells('mirror', { part: 2, of: 2 });
