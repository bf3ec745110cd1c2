"""What bedplate does around a Pulumi program: record it, show it, judge it, without a cloud."""
