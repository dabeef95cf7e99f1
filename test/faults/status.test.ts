import { describeCells } from './describeCells';

describeCells('status');
