"""The pages of the plan and of programmes."""
