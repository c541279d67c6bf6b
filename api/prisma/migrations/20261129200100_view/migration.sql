-- How a camera's picture is turned, and the two heights that somebody marked on it.
ALTER TABLE "source" ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "source" ADD COLUMN "heights" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "source" ADD CONSTRAINT "source_turn_right_angle" CHECK ("turn" IN (0, 90, 180, 270));
